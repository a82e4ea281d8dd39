package dev.uplink.local;

import static dev.uplink.local.LocalUplink.SERVICES;

import dev.uplink.local.secured.SecuredKafka;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.access.Principal;
import dev.uplink.schemas.topic.TopicOverrides;
import java.util.ArrayList;
import java.util.List;

/** What must be there before what when all of it starts, and gone before what when it ends. */
final class Sequence {
  static final List<PartName> INGRESSES = List.of(PartName.INGRESS, PartName.INGRESS_2);

  private static final List<PartName> GROUND =
      List.of(
          PartName.REGISTRY, PartName.KAFKA, PartName.KAFKA_2, PartName.KAFKA_3, PartName.SANDBOX);

  private final Parts parts;
  private final SideBySide sideBySide;
  private final Wiring wiring;
  private final Endpoints endpoints;
  private final Assembly assembly;

  Sequence(
      Parts parts, SideBySide sideBySide, Wiring wiring, Endpoints endpoints, Assembly assembly) {
    this.parts = parts;
    this.sideBySide = sideBySide;
    this.wiring = wiring;
    this.endpoints = endpoints;
    this.assembly = assembly;
  }

  void startPlatform() {
    sideBySide.run(
        List.of(this::startKafka, this::startRegistry, () -> parts.start(PartName.SANDBOX)));
  }

  private void startKafka() {
    // Side by side: one node of several is not ready before a majority is there.
    parts.startTogether(wiring.brokers());
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
    parts.start(PartName.POSTGRES);
    parts.start(PartName.REGISTRY);
    Preparation.registerSchemas(endpoints.registry());
  }

  /** Starts the services; the platform has to run. */
  void startServices() {
    List<PartName> others = new ArrayList<>(SERVICES);
    others.removeAll(INGRESSES);
    // Processor and notifier do not wait for the tables: they come up beside their making.
    sideBySide.run(List.of(this::startIngress, () -> parts.startTogether(others)));
    if (parts.has(PartName.SCHEDULER)) {
      parts.start(PartName.SCHEDULER);
    }
  }

  private void startIngress() {
    // One of another release makes the tables that it knows, as it did when it was the newest.
    if (!assembly.releases().isOther(PartName.INGRESS)) {
      assembly.migrate();
    }
    // Whoever ended everything meanwhile did not find it yet.
    if (!sideBySide.isEnding()) {
      parts.startTogether(INGRESSES);
    }
  }

  /** Ends everything, those who use a part before the part. */
  void end() {
    parts.stopTogether(List.of(PartName.SCHEDULER));
    // A service behind a way that is cut or held up could not end in an orderly way.
    wiring.openAll();
    parts.stopTogether(SERVICES);
    parts.stopTogether(GROUND);
    parts.stopTogether(List.of(PartName.POSTGRES));
  }
}
