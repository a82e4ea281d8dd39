package dev.uplink.local;

import dev.uplink.local.data.DataFolder;
import dev.uplink.local.part.KafkaCluster;
import dev.uplink.local.part.KafkaNode;
import dev.uplink.local.proxy.TcpProxy;
import dev.uplink.local.secured.SecuredKafka;
import dev.uplink.schemas.access.KafkaSettings;
import dev.uplink.schemas.access.Principal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.jspecify.annotations.Nullable;

/** Who listens where, and who reaches Kafka by which way, for one arrangement. */
final class Wiring implements AutoCloseable {
  private final Arrangement arrangement;
  private final DataFolder data;
  private final KafkaCluster kafka;
  private final Entrances entrances;
  private final @Nullable SecuredKafka secured;
  private final Map<PartName, Integer> management = new EnumMap<>(PartName.class);
  private final Map<PartName, TcpProxy> proxies = new EnumMap<>(PartName.class);
  private final Map<PartName, Integer> proxyPorts = new EnumMap<>(PartName.class);

  /** Proxies listen from now on. */
  Wiring(Arrangement arrangement, Ports ports, DataFolder data) {
    this.arrangement = arrangement;
    this.data = data;
    management.put(PartName.PROCESSOR, ports.processorManagement());
    management.put(PartName.NOTIFIER, ports.notifierManagement());
    arrangement.more().forEach(second -> management.put(second, FreePorts.next()));
    entrances = new Entrances(arrangement, ports);
    Set<KafkaNode.Listener> listeners = new HashSet<>();
    arrangement.detoured().forEach(service -> listeners.add(detour(service)));
    secured = arrangement.secured() ? SecuredKafka.in(data.broker(), FreePorts.next()) : null;
    if (secured != null) {
      listeners.add(secured.listener());
    }
    List<KafkaNode> nodes = new ArrayList<>();
    for (PartName name : brokers()) {
      nodes.add(node(nodes.size() + 1, name, ports, Set.copyOf(listeners)));
    }
    Map<String, String> more =
        new HashMap<>(secured == null ? Map.of() : secured.brokerProperties());
    more.putAll(arrangement.tuning().broker());
    kafka = new KafkaCluster(nodes, more);
  }

  Arrangement arrangement() {
    return arrangement;
  }

  KafkaCluster kafka() {
    return kafka;
  }

  /** The parts that are brokers, in the order of the cluster's nodes. */
  Set<PartName> brokers() {
    return switch (arrangement.kafka()) {
      case IN_PROCESS, PROCESS -> EnumSet.of(PartName.KAFKA);
      case CLUSTER -> EnumSet.of(PartName.KAFKA, PartName.KAFKA_2, PartName.KAFKA_3);
    };
  }

  /** What a service is told of its way to Kafka. */
  Map<String, String> wayToKafka(PartName service) {
    if (secured != null) {
      return secured.environmentOf(principal(service));
    }
    @Nullable Integer proxy = proxyPorts.get(service);
    return Map.of(
        KafkaSettings.BOOTSTRAP_SERVERS.name(),
        proxy == null ? kafka.bootstrap() : "127.0.0.1:" + proxy);
  }

  /** Where everybody has a name; empty where nobody has. */
  Optional<SecuredKafka> secured() {
    return Optional.ofNullable(secured);
  }

  private static Principal principal(PartName service) {
    return switch (service) {
      case INGRESS, INGRESS_2 -> Principal.INGRESS;
      case PROCESSOR, PROCESSOR_2 -> Principal.PROCESSOR;
      case NOTIFIER, NOTIFIER_2 -> Principal.NOTIFIER;
      case SCHEDULER -> Principal.SCHEDULER;
      case KAFKA, KAFKA_2, KAFKA_3, POSTGRES, REGISTRY, SANDBOX ->
          throw new IllegalArgumentException(service + " is no client of Kafka");
    };
  }

  /** Where a processor or notifier says how it is. */
  int management(PartName instance) {
    return arranged(management, instance);
  }

  Entrances.Entrance entrance(PartName ingress) {
    return required(entrances.of(ingress), ingress);
  }

  TcpProxy proxy(PartName service) {
    return arranged(proxies, service);
  }

  /** Every way is as it was in the beginning. */
  void openAll() {
    proxies
        .values()
        .forEach(
            proxy -> {
              proxy.requests().open();
              proxy.answers().open();
              proxy.restore();
            });
  }

  @Override
  public void close() {
    proxies.values().forEach(TcpProxy::close);
    entrances.close();
  }

  private KafkaNode.Listener detour(PartName service) {
    int brokerPort = FreePorts.next();
    int proxyPort = FreePorts.next();
    proxyPorts.put(service, proxyPort);
    proxies.put(service, new TcpProxy(proxyPort, () -> brokerPort));
    return new KafkaNode.Listener(
        service.name(), brokerPort, proxyPort, SecurityProtocol.PLAINTEXT);
  }

  private KafkaNode node(int id, PartName name, Ports ports, Set<KafkaNode.Listener> listeners) {
    boolean first = name == PartName.KAFKA;
    return new KafkaNode(
        id,
        first ? ports.kafka() : FreePorts.next(),
        first ? ports.kafkaController() : FreePorts.next(),
        data.kafka(name.fileName()),
        listeners);
  }

  private static <V> V arranged(Map<PartName, V> of, PartName part) {
    return required(of.get(part), part);
  }

  private static <V> V required(@Nullable V arranged, PartName part) {
    if (arranged == null) {
      throw new IllegalArgumentException(part.shown() + " was not arranged so");
    }
    return arranged;
  }
}
