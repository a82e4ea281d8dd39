package dev.uplink.local;

import dev.uplink.local.data.DataFolder;
import dev.uplink.local.data.Secrets;
import dev.uplink.local.demo.Doors;
import dev.uplink.local.part.Part;
import dev.uplink.local.process.Guard;
import dev.uplink.local.process.StartFailedException;
import dev.uplink.local.proxy.TcpProxy;
import dev.uplink.local.sandbox.Sandbox;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.access.Principal;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.serde.SerdeSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

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
  private final SideBySide sideBySide = new SideBySide();
  private final Parts parts;
  private final Sequence sequence;

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
    this.parts = new Parts(assembly.parts(), sideBySide, progress);
    this.sequence = new Sequence(parts, sideBySide, wiring, endpoints, assembly);
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

  /** Only what the services stand on: Kafka with its topics, the registry with its schemas. */
  public void startPlatform() {
    sequence.startPlatform();
  }

  /** Starts the services as {@link #startAll} does; the platform has to run. */
  public void startServices() {
    sequence.startServices();
  }

  /**
   * Makes the tables of this version, or brings them up to it, also while services run. Part of
   * {@link #startServices}; for whoever starts an ingress without that.
   */
  public void migrate() {
    assembly.migrate();
  }

  public void start(PartName name) {
    parts.start(name);
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
    parts.stop(name);
  }

  /** As a crash does; see {@link Part#kill}. */
  public void kill(PartName name) {
    parts.kill(name);
  }

  /** The process a part runs in, if that is one of its own and alive. */
  public OptionalLong pid(PartName name) {
    return parts.pid(name);
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
    if (!sideBySide.beginEnding()) {
      return;
    }
    sequence.end();
    wiring.close();
    sideBySide.close();
    data.close();
    guard.close();
  }

  private void reportTrouble(String text) {
    if (!sideBySide.isEnding()) {
      progress.trouble(text);
    }
  }
}
