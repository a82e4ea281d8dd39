package dev.uplink.local;

import dev.uplink.local.data.DataFolder;
import dev.uplink.local.data.Secrets;
import dev.uplink.local.part.Part;
import dev.uplink.local.process.Guard;
import dev.uplink.local.process.StartFailedException;
import dev.uplink.schemas.serde.AvroSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * One Uplink on this machine. The command line and the end-to-end tests both use it. Parts can be
 * stopped, killed and started again one by one; data, ports and keys stay the same meanwhile.
 */
public final class LocalUplink implements AutoCloseable {
  private static final List<PartName> SERVICES =
      List.of(PartName.INGRESS, PartName.PROCESSOR, PartName.NOTIFIER);

  private final LocalSettings settings;
  private final Progress progress;
  private final DataFolder data;
  private final Guard guard;
  private final Secrets secrets;
  private final Endpoints endpoints;
  private final Assembly assembly;
  private final Map<PartName, Part> parts;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean closing;

  private LocalUplink(LocalSettings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
    this.endpoints = new Endpoints(Ports.claim(settings));
    this.data = DataFolder.open(settings.dataDir());
    this.guard = Guard.start();
    if (data.temporary()) {
      guard.removeAtEnd(data.root());
    }
    this.secrets = Secrets.in(data, settings.adminToken());
    ServiceSettings environments = new ServiceSettings(settings, endpoints, data, secrets);
    this.assembly =
        new Assembly(environments, ProjectLayout.find(), data, guard, this::reportTrouble);
    this.parts = assembly.parts();
  }

  /**
   * Claims ports and the data folder; nothing runs yet. Throws {@link StartFailedException} when
   * one of them is in use.
   */
  public static LocalUplink prepare(LocalSettings settings, Progress progress) {
    return new LocalUplink(settings, progress);
  }

  /** Returns when everything is ready; throws {@link StartFailedException} if anything is not. */
  public void startAll() {
    startPlatform();
    await(SERVICES.stream().map(this::starting));
    if (parts.containsKey(PartName.SCHEDULER)) {
      start(PartName.SCHEDULER);
    }
  }

  /** Only what the services stand on: Kafka with its topics, the registry with its schemas. */
  public void startPlatform() {
    CompletableFuture<Void> topics =
        starting(PartName.KAFKA).thenRun(() -> Preparation.createTopics(endpoints));
    CompletableFuture<Void> schemas =
        starting(PartName.POSTGRES)
            .thenRun(() -> start(PartName.REGISTRY))
            .thenRun(() -> Preparation.registerSchemas(endpoints));
    await(Stream.of(topics, schemas, starting(PartName.SANDBOX)));
  }

  public void start(PartName name) {
    long begin = System.nanoTime();
    part(name).start();
    progress.ready(name, Duration.ofNanos(System.nanoTime() - begin));
  }

  /** In an orderly way, as a deployment does. */
  public void stop(PartName name) {
    part(name).stop();
  }

  /** As a crash does; see {@link Part#kill}. */
  public void kill(PartName name) {
    part(name).kill();
  }

  public Endpoints endpoints() {
    return endpoints;
  }

  public LocalSettings settings() {
    return settings;
  }

  public String adminToken() {
    return secrets.adminToken();
  }

  /** Where the parts write what they have to say. */
  public Path logs() {
    return data.logs();
  }

  /** The folder that is kept, if one is. */
  public Optional<Path> keptIn() {
    return data.temporary() ? Optional.empty() : Optional.of(data.root());
  }

  /** To read and write the topics as any client does. */
  public AvroSerdes serdes() {
    return assembly.serdes();
  }

  /** Ends everything, those who use a part before the part; safe to call at any moment, twice. */
  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    stopTogether(PartName.SCHEDULER);
    stopTogether(PartName.INGRESS, PartName.PROCESSOR, PartName.NOTIFIER);
    stopTogether(PartName.REGISTRY, PartName.KAFKA, PartName.SANDBOX);
    stopTogether(PartName.POSTGRES);
    threads.close();
    data.close();
    guard.close();
  }

  private void stopTogether(PartName... names) {
    await(
        Stream.of(names)
            .filter(parts::containsKey)
            .map(name -> CompletableFuture.runAsync(() -> stop(name), threads)));
  }

  private CompletableFuture<Void> starting(PartName name) {
    return CompletableFuture.runAsync(() -> start(name), threads);
  }

  /** Does not wait for the others once one has failed. */
  private static void await(Stream<CompletableFuture<Void>> running) {
    List<CompletableFuture<Void>> all = running.toList();
    CompletableFuture<Void> first = new CompletableFuture<>();
    all.forEach(
        one ->
            one.whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    first.completeExceptionally(failure);
                  }
                }));
    CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
        .thenRun(() -> first.complete(null));
    try {
      first.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private Part part(PartName name) {
    return Objects.requireNonNull(parts.get(name), () -> name.shown() + " is left out");
  }

  private void reportTrouble(String text) {
    if (!closing) {
      progress.trouble(text);
    }
  }
}
