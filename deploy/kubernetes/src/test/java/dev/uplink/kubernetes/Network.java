package dev.uplink.kubernetes;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.listener.GenericKafkaListener;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What network policies come to, of which everything that one allows is allowed. */
record Network(List<NetworkPolicy> policies, GenericKafkaListener listener) {
  /** As Strimzi labels brokers. */
  static final Map<String, String> BROKERS =
      Map.of("strimzi.io/cluster", "uplink", "strimzi.io/name", "uplink-kafka");

  /** The same for what makes topics and users. */
  static final Map<String, String> ENTITY_OPERATOR =
      Map.of("strimzi.io/cluster", "uplink", "strimzi.io/name", "uplink-entity-operator");

  static Network of(Manifests manifests) {
    return new Network(
        manifests.of(NetworkPolicy.class),
        manifests.of(Kafka.class).getFirst().getSpec().getKafka().getListeners().getFirst());
  }

  /** Whether a pod of the namespace may send to another, given the labels of both. */
  boolean joins(Map<String, String> from, Map<String, String> to, int port) {
    return sends(from, to, port) && admits(to, port, peer -> isPod(peer, from));
  }

  /** Whether whoever is in a namespace with such a label may send to a pod. */
  boolean opens(String namespaceLabel, Map<String, String> to, int port) {
    return admits(to, port, peer -> isNamespace(peer, namespaceLabel));
  }

  /** Whether a pod is not kept from sending to another, which may yet refuse it. */
  boolean sends(Map<String, String> from, Map<String, String> to, int port) {
    return receivers(from, port).anyMatch(peer -> isPod(peer, to));
  }

  /** Whether a pod may send to a namespace with such a label. */
  boolean leads(Map<String, String> from, String namespaceLabel, int port) {
    return receivers(from, port).anyMatch(peer -> isNamespace(peer, namespaceLabel));
  }

  /** Whether anybody at all may send to a pod. */
  boolean isOpen(Map<String, String> to, int port) {
    return entries(to)
        .filter(rule -> covers(rule.getPorts(), port))
        .anyMatch(
            rule ->
                rule.getFrom().isEmpty()
                    || rule.getFrom().stream().anyMatch(peer -> peer.getIpBlock() != null));
  }

  /** Addresses that a pod may send to, whoever has them, each with the port. */
  List<String> addresses(Map<String, String> from) {
    return exits(from)
        .flatMap(
            rule ->
                rule.getTo().isEmpty()
                    ? Stream.of("everywhere")
                    : rule.getTo().stream()
                        .filter(peer -> peer.getIpBlock() != null)
                        .map(peer -> peer.getIpBlock().getCidr())
                        .flatMap(range -> ports(rule).map(port -> range + " " + port)))
        .toList();
  }

  private static Stream<String> ports(NetworkPolicyEgressRule rule) {
    return rule.getPorts().isEmpty()
        ? Stream.of("any")
        : rule.getPorts().stream().map(port -> String.valueOf(port.getPort().getIntVal()));
  }

  private boolean admits(Map<String, String> to, int port, Predicate<NetworkPolicyPeer> sender) {
    // Strimzi writes the brokers' own policy, from what the listener says.
    boolean byListener =
        to.equals(BROKERS)
            && listener.getPort() == port
            && listener.getNetworkPolicyPeers().stream().anyMatch(sender);
    return byListener
        || entries(to)
            .filter(rule -> covers(rule.getPorts(), port))
            .flatMap(rule -> rule.getFrom().stream())
            .anyMatch(sender);
  }

  private Stream<NetworkPolicyPeer> receivers(Map<String, String> from, int port) {
    return exits(from)
        .filter(rule -> covers(rule.getPorts(), port))
        .flatMap(rule -> rule.getTo().stream());
  }

  private Stream<NetworkPolicyEgressRule> exits(Map<String, String> labels) {
    return selecting(labels).flatMap(policy -> policy.getSpec().getEgress().stream());
  }

  private Stream<NetworkPolicyIngressRule> entries(Map<String, String> labels) {
    return selecting(labels).flatMap(policy -> policy.getSpec().getIngress().stream());
  }

  private Stream<NetworkPolicy> selecting(Map<String, String> labels) {
    return policies.stream()
        .filter(policy -> Labels.matches(policy.getSpec().getPodSelector(), labels));
  }

  private static boolean covers(List<NetworkPolicyPort> ports, int port) {
    return ports.isEmpty() || ports.stream().anyMatch(one -> one.getPort().getIntVal() == port);
  }

  private static boolean isPod(NetworkPolicyPeer peer, Map<String, String> labels) {
    return peer.getNamespaceSelector() == null
        && peer.getPodSelector() != null
        && Labels.matches(peer.getPodSelector(), labels);
  }

  private static boolean isNamespace(NetworkPolicyPeer peer, String label) {
    return peer.getNamespaceSelector() != null
        && peer.getPodSelector() == null
        && Labels.matches(peer.getNamespaceSelector(), Map.of(label, "true"));
  }
}
