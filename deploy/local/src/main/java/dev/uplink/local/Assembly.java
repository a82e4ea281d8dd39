package dev.uplink.local;

import dev.uplink.local.data.DataFolder;
import dev.uplink.local.part.JavaPart;
import dev.uplink.local.part.KafkaPart;
import dev.uplink.local.part.Part;
import dev.uplink.local.part.PostgresPart;
import dev.uplink.local.process.Guard;
import dev.uplink.local.process.JavaCommand;
import dev.uplink.local.sandbox.Sandbox;
import dev.uplink.local.scheduler.SchedulerPart;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.KafkaSettings;
import dev.uplink.schemas.settings.Settings;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Builds the parts; nothing runs yet. */
record Assembly(
    ServiceSettings environments,
    ProjectLayout project,
    DataFolder data,
    Guard guard,
    Consumer<String> trouble) {
  private static final int REGISTRY_HEAP = 256;
  private static final int SERVICE_HEAP = 256;

  Map<PartName, Part> parts() {
    Endpoints endpoints = environments.endpoints();
    Ports ports = endpoints.ports();
    Map<PartName, Part> parts = new EnumMap<>(PartName.class);
    parts.put(PartName.KAFKA, new KafkaPart(ports.kafka(), ports.kafkaController(), data.kafka()));
    parts.put(
        PartName.POSTGRES,
        new PostgresPart(ports.postgres(), data.postgres(), data.log("postgres"), guard));
    parts.put(PartName.REGISTRY, java(this::registry));
    parts.put(PartName.SANDBOX, new Sandbox(ports.sandbox()));
    parts.put(
        PartName.INGRESS,
        service(
            PartName.INGRESS,
            "dev.uplink.ingress.IngressApplication",
            environments::ingress,
            endpoints.api()));
    parts.put(
        PartName.PROCESSOR,
        service(
            PartName.PROCESSOR,
            "dev.uplink.processor.ProcessorApplication",
            environments::processor,
            endpoints.processorManagement()));
    parts.put(
        PartName.NOTIFIER,
        service(
            PartName.NOTIFIER,
            "dev.uplink.notifier.NotifierApplication",
            environments::notifier,
            endpoints.notifierManagement()));
    if (environments.settings().scheduler()) {
      parts.put(PartName.SCHEDULER, new SchedulerPart(endpoints.kafka(), this::serdes, trouble));
    }
    return parts;
  }

  /** The launcher speaks to the topics as any other program does, through the registry. */
  AvroSerdes serdes() {
    return AvroSerdes.from(Settings.read(environments.kafka(), KafkaSettings.ALL));
  }

  private JavaPart java(Supplier<JavaPart.Program> program) {
    return new JavaPart(program, guard, trouble);
  }

  private JavaPart.Program registry() {
    return new JavaPart.Program(
        PartName.REGISTRY.shown(),
        JavaCommand.jar(REGISTRY_HEAP, project.registryJar()),
        environments.registry(),
        data.log("registry"),
        URI.create(environments.endpoints().registry() + "/subjects"));
  }

  private JavaPart service(
      PartName name, String main, Supplier<Map<String, String>> environment, URI management) {
    return java(
        () -> {
          List<String> command =
              JavaCommand.main(SERVICE_HEAP, project.classPath(name.fileName()), main);
          return new JavaPart.Program(
              name.shown(),
              command,
              environment.get(),
              data.log(name.fileName()),
              URI.create(management + "/health/readiness"));
        });
  }
}
