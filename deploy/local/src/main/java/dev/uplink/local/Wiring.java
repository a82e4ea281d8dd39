package dev.uplink.local;

import dev.uplink.local.data.DataFolder;
import dev.uplink.local.part.KafkaCluster;
import dev.uplink.local.part.KafkaNode;
import dev.uplink.local.proxy.TcpProxy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who listens where, and who reaches Kafka by which way, for one arrangement. */
final class Wiring implements AutoCloseable {
  private final Arrangement arrangement;
  private final DataFolder data;
  private final KafkaCluster kafka;
  private final Entrances entrances;
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
    Set<KafkaNode.Detour> detours = new HashSet<>();
    arrangement.detoured().forEach(service -> detours.add(detour(service)));
    List<KafkaNode> nodes = new ArrayList<>();
    for (PartName name : brokers()) {
      nodes.add(node(nodes.size() + 1, name, ports, Set.copyOf(detours)));
    }
    kafka = new KafkaCluster(nodes, arrangement.tuning().broker());
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

  String bootstrapFor(PartName service) {
    @Nullable Integer proxy = proxyPorts.get(service);
    return proxy == null ? kafka.bootstrap() : "127.0.0.1:" + proxy;
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

  private KafkaNode.Detour detour(PartName service) {
    int brokerPort = FreePorts.next();
    int proxyPort = FreePorts.next();
    proxyPorts.put(service, proxyPort);
    proxies.put(service, new TcpProxy(proxyPort, () -> brokerPort));
    return new KafkaNode.Detour(service.name(), brokerPort, proxyPort);
  }

  private KafkaNode node(int id, PartName name, Ports ports, Set<KafkaNode.Detour> detours) {
    boolean first = name == PartName.KAFKA;
    return new KafkaNode(
        id,
        first ? ports.kafka() : FreePorts.next(),
        first ? ports.kafkaController() : FreePorts.next(),
        data.kafka(name.fileName()),
        detours);
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
