package dev.uplink.local;

import dev.uplink.local.data.DataFolder;
import dev.uplink.local.part.HttpReadiness;
import dev.uplink.local.part.JavaPart;
import dev.uplink.local.part.KafkaNode;
import dev.uplink.local.part.KafkaPart;
import dev.uplink.local.part.KafkaProgram;
import dev.uplink.local.part.Part;
import dev.uplink.local.part.PostgresPart;
import dev.uplink.local.part.Supervised;
import dev.uplink.local.process.ChildProcess;
import dev.uplink.local.process.Guard;
import dev.uplink.local.process.JavaCommand;
import dev.uplink.local.process.LogFile;
import dev.uplink.local.process.StartFailedException;
import dev.uplink.local.sandbox.Sandbox;
import dev.uplink.local.scheduler.SchedulerPart;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.access.KafkaSettings;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Builds the parts; nothing runs yet. */
record Assembly(
    ServiceSettings environments,
    Releases releases,
    DataFolder data,
    Sandbox sandbox,
    Guard guard,
    Consumer<String> trouble) {
  private static final int REGISTRY_HEAP = 256;
  private static final String INGRESS_MAIN = "dev.uplink.ingress.IngressApplication";

  Map<PartName, Part> parts() {
    Endpoints endpoints = environments.endpoints();
    Ports ports = endpoints.ports();
    Map<PartName, Part> parts = new EnumMap<>(PartName.class);
    parts.putAll(brokers());
    parts.put(
        PartName.POSTGRES,
        new PostgresPart(ports.postgres(), data.postgres(), data.log("postgres"), guard));
    parts.put(PartName.REGISTRY, program(this::registry));
    parts.put(PartName.SANDBOX, sandbox);
    parts.put(PartName.INGRESS, ingress(PartName.INGRESS));
    parts.put(PartName.PROCESSOR, processor(PartName.PROCESSOR));
    parts.put(PartName.NOTIFIER, notifier(PartName.NOTIFIER));
    if (wiring().arrangement().more().contains(PartName.INGRESS_2)) {
      parts.put(PartName.INGRESS_2, ingress(PartName.INGRESS_2));
    }
    if (wiring().arrangement().more().contains(PartName.PROCESSOR_2)) {
      parts.put(PartName.PROCESSOR_2, processor(PartName.PROCESSOR_2));
    }
    if (wiring().arrangement().more().contains(PartName.NOTIFIER_2)) {
      parts.put(PartName.NOTIFIER_2, notifier(PartName.NOTIFIER_2));
    }
    if (environments.settings().scheduler()) {
      parts.put(
          PartName.SCHEDULER,
          new SchedulerPart(KafkaAccess.open(endpoints.kafka()), this::serdes, trouble));
    }
    return parts;
  }

  /** Runs ingress' program once with this word, beside the one that serves, to its end. */
  int ingressCommand(String word) {
    return ingressCommand(word, environments.of(PartName.INGRESS), data.log("ingress-" + word));
  }

  /** Makes the tables of this version, as their owner; throws when it cannot. */
  void migrate() {
    LogFile log = data.log("ingress-migrate");
    int code = ingressCommand("migrate", environments.migration(), log);
    if (code != 0) {
      throw new StartFailedException(
          "The tables could not be made (exit code %d). The log, %s, ends with:%n%s"
              .formatted(code, log.path(), log.tail()));
    }
  }

  private int ingressCommand(String word, Map<String, String> environment, LogFile log) {
    List<String> command =
        new ArrayList<>(releases.present().command("ingress", INGRESS_MAIN, tuning()));
    command.add(word);
    return ChildProcess.start(command, environment, log, guard).awaitEnd();
  }

  /** The launcher speaks to the topics as any other program does, through the registry. */
  AvroSerdes serdes() {
    return AvroSerdes.from(Settings.read(environments.kafka(), KafkaSettings.ALL));
  }

  Wiring wiring() {
    return environments.wiring();
  }

  private Tuning tuning() {
    return wiring().arrangement().tuning();
  }

  private Map<PartName, Part> brokers() {
    Map<PartName, Part> brokers = new EnumMap<>(PartName.class);
    Iterator<KafkaNode> nodes = wiring().kafka().nodes().iterator();
    for (PartName name : wiring().brokers()) {
      brokers.put(name, broker(name, nodes.next()));
    }
    return brokers;
  }

  private Part broker(PartName name, KafkaNode node) {
    if (wiring().arrangement().kafka() == Arrangement.Kafka.IN_PROCESS) {
      return new KafkaPart(wiring().kafka(), node);
    }
    KafkaProgram program =
        new KafkaProgram(
            wiring().kafka(),
            node,
            releases.present().brokerClassPath(),
            data.log(name.fileName()));
    return program(() -> program.program(name.shown()));
  }

  private Part ingress(PartName name) {
    int api = wiring().entrance(name).api();
    return service(name, INGRESS_MAIN, api);
  }

  private Part processor(PartName name) {
    return service(name, "dev.uplink.processor.ProcessorApplication", wiring().management(name));
  }

  private Part notifier(PartName name) {
    return service(name, "dev.uplink.notifier.NotifierApplication", wiring().management(name));
  }

  private Part program(Supplier<JavaPart.Program> program) {
    return wiring().arrangement().supervised()
        ? new Supervised(program, guard, trouble)
        : new JavaPart(program, guard, trouble);
  }

  private JavaPart.Program registry() {
    return new JavaPart.Program(
        PartName.REGISTRY.shown(),
        JavaCommand.jar(REGISTRY_HEAP, releases.present().registryJar()),
        environments.registry(),
        data.log("registry"),
        new HttpReadiness(URI.create(environments.endpoints().registry() + "/subjects")));
  }

  private Part service(PartName name, String main, int managementPort) {
    URI ready = URI.create("http://127.0.0.1:" + managementPort + "/health/readiness");
    // The second instance of a service is the same program.
    String module = main.split("\\.", -1)[2];
    return program(
        () ->
            new JavaPart.Program(
                name.shown(),
                releases.of(name).command(module, main, tuning()),
                environment(name),
                data.log(name.fileName()),
                new HttpReadiness(ready)));
  }

  /** An ingress of another release may be one that demands to migrate by itself. */
  Map<String, String> environment(PartName name) {
    Map<String, String> environment = new HashMap<>(environments.of(name));
    if (Sequence.INGRESSES.contains(name) && releases.isOther(name)) {
      environment.putAll(environments.migration());
    }
    return environment;
  }
}
