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
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
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
    together(SERVICES.stream().<Runnable>map(name -> () -> start(name)).toList());
    if (parts.containsKey(PartName.SCHEDULER)) {
      start(PartName.SCHEDULER);
    }
  }

  /** Only what the services stand on: Kafka with its topics, the registry with its schemas. */
  public void startPlatform() {
    together(List.of(this::startKafka, this::startRegistry, () -> start(PartName.SANDBOX)));
  }

  private void startKafka() {
    start(PartName.KAFKA);
    Preparation.createTopics(endpoints);
  }

  private void startRegistry() {
    start(PartName.POSTGRES);
    start(PartName.REGISTRY);
    Preparation.registerSchemas(endpoints);
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
    together(
        Stream.of(names)
            .filter(parts::containsKey)
            .<Runnable>map(name -> () -> stopAtAnyRate(name))
            .toList());
  }

  /** One that cannot be stopped must not keep the others running; the guard ends it. */
  private void stopAtAnyRate(PartName name) {
    try {
      stop(name);
    } catch (RuntimeException e) {
      progress.trouble(name.shown() + " could not be stopped in an orderly way: " + e);
    }
  }

  /** Runs them side by side; does not wait for the others once one has failed. */
  private void together(List<Runnable> tasks) {
    CompletionService<Void> running = new ExecutorCompletionService<>(threads);
    tasks.forEach(task -> running.submit(task, null));
    try {
      for (int i = 0; i < tasks.size(); i++) {
        running.take().get();
      }
    } catch (ExecutionException e) {
      if (closing) {
        throw new StartFailedException("It was ended while it was starting.", e);
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailedException("interrupted", e);
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
