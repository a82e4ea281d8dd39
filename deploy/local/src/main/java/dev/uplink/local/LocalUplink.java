package dev.uplink.local;

import dev.uplink.local.data.DataFolder;
import dev.uplink.local.data.Secrets;
import dev.uplink.local.demo.Doors;
import dev.uplink.local.part.Part;
import dev.uplink.local.process.Guard;
import dev.uplink.local.process.StartFailedException;
import dev.uplink.local.proxy.TcpProxy;
import dev.uplink.local.sandbox.Sandbox;
import dev.uplink.local.secured.SecuredKafka;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.access.Principal;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.serde.SerdeSettings;
import dev.uplink.schemas.topic.TopicOverrides;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * One Uplink on this machine. The command line and the end-to-end tests both use it. Parts can be
 * stopped, killed and started again one by one; data, ports and keys stay the same meanwhile.
 */
public final class LocalUplink implements AutoCloseable {
  /** Those that are released together, in the order in which they may be. */
  public static final List<PartName> SERVICES =
      List.of(
          PartName.INGRESS,
          PartName.INGRESS_2,
          PartName.PROCESSOR,
          PartName.PROCESSOR_2,
          PartName.NOTIFIER,
          PartName.NOTIFIER_2);

  static final List<PartName> INGRESSES = List.of(PartName.INGRESS, PartName.INGRESS_2);

  private final LocalSettings settings;
  private final Progress progress;
  private final DataFolder data;
  private final Guard guard;
  private final Secrets secrets;
  private final Wiring wiring;
  private final Endpoints endpoints;
  private final Sandbox sandbox;
  private final Releases releases = new Releases(ProjectLayout.find());
  private final Assembly assembly;
  private final Map<PartName, Part> parts;
  private final SideBySide sideBySide = new SideBySide();
  private volatile boolean closing;

  private LocalUplink(LocalSettings settings, Arrangement arrangement, Progress progress) {
    this.settings = settings;
    this.progress = progress;
    Ports ports = Ports.claim(settings);
    this.data = DataFolder.open(settings.dataDir());
    this.wiring = new Wiring(arrangement, ports, data);
    this.endpoints = new Endpoints(ports, wiring.kafka().bootstrap());
    this.sandbox = new Sandbox(ports.sandbox());
    this.guard = Guard.start();
    if (data.temporary()) {
      guard.removeAtEnd(data.root());
    }
    this.secrets = Secrets.in(data, settings.adminToken());
    ServiceSettings environments =
        new ServiceSettings(
            settings, wiring, endpoints, data, () -> Secrets.in(data, settings.adminToken()));
    this.assembly = new Assembly(environments, releases, data, sandbox, guard, this::reportTrouble);
    this.parts = assembly.parts();
  }

  /**
   * Claims ports and the data folder; nothing runs yet. Throws {@link StartFailedException} when
   * one of them is in use.
   */
  public static LocalUplink prepare(LocalSettings settings, Progress progress) {
    return prepare(settings, Arrangement.standard(), progress);
  }

  /** As {@link #prepare(LocalSettings, Progress)}, for one that differs from what is usual. */
  public static LocalUplink prepare(
      LocalSettings settings, Arrangement arrangement, Progress progress) {
    return new LocalUplink(settings, arrangement, progress);
  }

  /** Returns when everything is ready; throws {@link StartFailedException} if anything is not. */
  public void startAll() {
    startPlatform();
    startServices();
  }

  /** On a platform that runs, as {@link #startAll}. */
  public void startServices() {
    List<Runnable> tasks = new ArrayList<>();
    tasks.add(this::startIngress);
    SERVICES.stream()
        .filter(parts::containsKey)
        .filter(name -> !INGRESSES.contains(name))
        .forEach(name -> tasks.add(() -> start(name)));
    sideBySide.run(tasks);
    if (parts.containsKey(PartName.SCHEDULER)) {
      start(PartName.SCHEDULER);
    }
  }

  private void startIngress() {
    // One of another release makes the tables that it knows, as it did when it was the newest.
    if (!releases.isOther(PartName.INGRESS)) {
      migrate();
    }
    // Whoever ended everything meanwhile did not find it yet.
    if (closing) {
      return;
    }
    sideBySide.run(
        INGRESSES.stream()
            .filter(parts::containsKey)
            .<Runnable>map(name -> () -> start(name))
            .toList());
  }

  /**
   * Makes the tables of this version, or brings them up to it, also while services run. Part of
   * {@link #startServices}; for whoever starts an ingress without that.
   */
  public void migrate() {
    assembly.migrate();
  }

  /** Only what the services stand on: Kafka with its topics, the registry with its schemas. */
  public void startPlatform() {
    sideBySide.run(List.of(this::startKafka, this::startRegistry, () -> start(PartName.SANDBOX)));
  }

  private void startKafka() {
    // Side by side: one node of several is not ready before a majority is there.
    sideBySide.run(wiring.brokers().stream().<Runnable>map(name -> () -> start(name)).toList());
    KafkaAccess access =
        wiring.secured().map(this::admitted).orElse(KafkaAccess.open(endpoints.kafka()));
    Preparation.createTopics(access, TopicOverrides.NONE, wiring.kafka().replicas());
  }

  /** As who makes the topics, once everybody has a name and its permissions. */
  private KafkaAccess admitted(SecuredKafka kafka) {
    kafka.admitEverybody(endpoints.kafka());
    return kafka.accessOf(Principal.PROVISIONER);
  }

  private void startRegistry() {
    start(PartName.POSTGRES);
    start(PartName.REGISTRY);
    Preparation.registerSchemas(endpoints.registry());
  }

  public void start(PartName name) {
    long begin = System.nanoTime();
    part(name).start();
    progress.ready(name, Duration.ofNanos(System.nanoTime() - begin));
  }

  /** From its next start on, a service is run from this build of the project: another release. */
  public void release(PartName service, Path projectFolder) {
    releases.choose(service, projectFolder);
  }

  /** From its next start on, a service is run from the build that this is part of. */
  public void releaseThis(PartName service) {
    releases.choosePresent(service);
  }

  /** In an orderly way, as a deployment does. */
  public void stop(PartName name) {
    part(name).stop();
  }

  /** As a crash does; see {@link Part#kill}. */
  public void kill(PartName name) {
    part(name).kill();
  }

  /** The process a part runs in, if that is one of its own and alive. */
  public OptionalLong pid(PartName name) {
    return part(name).pid();
  }

  /** The way of a service to Kafka; only for one whose arrangement has a detour. */
  public TcpProxy wayToKafka(PartName service) {
    return wiring.proxy(service);
  }

  /** How one gets to a Kafka that asks who comes; only for an arrangement that is secured. */
  public KafkaAccess accessOf(Principal principal) {
    return wiring.secured().orElseThrow().accessOf(principal);
  }

  /** The same, and the way to the registry, as settings of a program. */
  public Map<String, String> environmentOf(Principal principal) {
    Map<String, String> environment =
        new HashMap<>(wiring.secured().orElseThrow().environmentOf(principal));
    environment.put(SerdeSettings.REGISTRY_URL.name(), endpoints.registry().toString());
    return environment;
  }

  /** What an operator may have the ingress program do once; returns its exit code. */
  public int ingressCommand(String word) {
    return assembly.ingressCommand(word);
  }

  /** Bitbucket as this installation has it. */
  public Sandbox sandbox() {
    return sandbox;
  }

  /** The state stores of an instance: what it must be able to lose. */
  public Path state(PartName instance) {
    return data.state(instance.fileName());
  }

  /** What a service is started with: for programs that have to be let in as it is. */
  public Map<String, String> environment(PartName service) {
    return assembly.environment(service);
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

  /** Where the demo may go in. */
  Doors doors() {
    return new Doors(
        endpoints.api(),
        endpoints.sandbox(),
        KafkaAccess.open(endpoints.kafka()),
        serdes(),
        adminToken(),
        settings.scheduler());
  }

  /** Ends everything, those who use a part before the part; safe to call at any moment, twice. */
  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    sideBySide.ending();
    stopTogether(PartName.SCHEDULER);
    // A service behind a way that is cut or held up could not end in an orderly way.
    wiring.openAll();
    stopTogether(SERVICES.toArray(new PartName[0]));
    stopTogether(
        PartName.REGISTRY, PartName.KAFKA, PartName.KAFKA_2, PartName.KAFKA_3, PartName.SANDBOX);
    stopTogether(PartName.POSTGRES);
    wiring.close();
    sideBySide.close();
    data.close();
    guard.close();
  }

  private void stopTogether(PartName... names) {
    sideBySide.run(
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

  private Part part(PartName name) {
    return Objects.requireNonNull(parts.get(name), () -> name.shown() + " is left out");
  }

  private void reportTrouble(String text) {
    if (!closing) {
      progress.trouble(text);
    }
  }
}
