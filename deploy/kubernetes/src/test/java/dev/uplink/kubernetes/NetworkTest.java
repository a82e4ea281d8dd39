package dev.uplink.kubernetes;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everybody reaches what its settings name, and nothing else. */
class NetworkTest {
  private static final Pattern HOST =
      Pattern.compile("(?<![\\w.-])([a-z][a-z0-9-]*):(\\d{4,5})\\b");

  @ParameterizedTest
  @EnumSource
  void whatIsNotListedIsRefusedOfEveryPodOfTheNamespace(Installation installation) {
    NetworkPolicySpec nothing =
        installation.manifests().named(NetworkPolicy.class, "nothing").getSpec();

    assertThat(nothing.getPodSelector().getMatchLabels()).isNullOrEmpty();
    assertThat(nothing.getPodSelector().getMatchExpressions()).isEmpty();
    assertThat(nothing.getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
    assertThat(nothing.getIngress()).isEmpty();
    assertThat(nothing.getEgress()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void podsReachWhatTheirSettingsNameAndNothingElse(Installation installation) {
    Manifests manifests = installation.manifests();
    Network network = Network.of(manifests);
    Map<String, Map<String, String>> pods = pods(manifests);
    Set<String> possible = new TreeSet<>();
    pods.forEach(
        (from, labels) ->
            listening(manifests)
                .forEach(
                    (to, ports) ->
                        ports.stream()
                            .filter(
                                port ->
                                    network.joins(labels, pods.getOrDefault(to, Map.of()), port))
                            .forEach(port -> possible.add(from + " → " + to + ":" + port))));
    // Brokers among themselves, on any port.
    possible.removeIf(way -> way.startsWith("kafka → kafka"));

    assertThat(possible)
        .isNotEmpty()
        .isEqualTo(
            manifests.workloads().stream()
                .flatMap(workload -> needs(manifests, workload))
                .collect(toSet()));
  }

  @ParameterizedTest
  @EnumSource
  void theProcessorReachesNoDatabaseWhereverThatIs(Installation installation) {
    Manifests manifests = installation.manifests();
    Network network = Network.of(manifests);
    Map<String, String> postgres = Map.of("app.kubernetes.io/name", "postgres");

    assertThat(
            manifests.workloads().stream()
                .filter(
                    one ->
                        network.sends(one.labels(), postgres, 5432)
                            || network.leads(one.labels(), "uplink.dev/has-postgres", 5432))
                .map(Workload::name))
        .containsExactlyInAnyOrderElementsOf(
            manifests.workloads().stream()
                .filter(one -> Environment.of(manifests, one).toString().contains("jdbc:"))
                .map(Workload::name)
                .toList())
        .doesNotContain("processor");
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheNotifierLeavesTheCluster(Installation installation) {
    Manifests manifests = installation.manifests();
    Network network = Network.of(manifests);

    pods(manifests)
        .forEach(
            (name, labels) -> {
              if (name.equals("notifier")) {
                assertThat(network.addresses(labels)).containsExactly("0.0.0.0/0 443", "::/0 443");
              } else if (!name.equals("kafka")) {
                assertThat(network.addresses(labels)).as(name).isEmpty();
              }
            });
  }

  /**
   * Which no selector finds, so private networks: for what Strimzi runs, and for nobody of ours.
   */
  @ParameterizedTest
  @EnumSource
  void brokersAndTheirOperatorReachTheApiServer(Installation installation) {
    Network network = Network.of(installation.manifests());

    for (Map<String, String> labels : List.of(Network.BROKERS, Network.ENTITY_OPERATOR)) {
      assertThat(network.addresses(labels))
          .containsExactlyInAnyOrderElementsOf(
              Stream.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
                  .flatMap(range -> Stream.of(range + " 443", range + " 6443"))
                  .toList());
    }
  }

  /** Where PostgreSQL is elsewhere, its manifest is applied with another address. */
  @ParameterizedTest
  @EnumSource
  void theJobThatMakesDatabasesReachesPostgres(Installation installation) {
    Network network = Network.of(installation.manifests());
    Map<String, String> job = Map.of("app.kubernetes.io/name", "database");
    Map<String, String> postgres = Map.of("app.kubernetes.io/name", "postgres");

    if (installation == Installation.PRODUCTION) {
      assertThat(network.leads(job, "uplink.dev/has-postgres", 5432)).isTrue();
    } else {
      assertThat(network.sends(job, postgres, 5432)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyWebhooksMayComeFromAnywhere(Installation installation) {
    assertThat(entrances(installation, (network, labels, port) -> network.isOpen(labels, port)))
        .containsExactly("ingress:8080");
  }

  @ParameterizedTest
  @EnumSource
  void namespacesReachWhatTheirLabelSays(Installation installation) {
    assertThat(labelled(installation, "uplink.dev/uses-api")).containsExactly("ingress:8090");
    assertThat(labelled(installation, "uplink.dev/reads-metrics"))
        .containsExactly("ingress:8093", "notifier:8092", "processor:8091");
    assertThat(labelled(installation, "uplink.dev/uses-kafka")).containsExactly("kafka:9093");
    assertThat(labelled(installation, "uplink.dev/uses-registry")).containsExactly("registry:8081");
    assertThat(labelled(installation, "anything")).isEmpty();
  }

  private static Set<String> labelled(Installation installation, String label) {
    return entrances(installation, (network, to, port) -> network.opens(label, to, port));
  }

  private interface Entrance {
    boolean opens(Network network, Map<String, String> labels, int port);
  }

  private static Set<String> entrances(Installation installation, Entrance entrance) {
    Manifests manifests = installation.manifests();
    Network network = Network.of(manifests);
    Map<String, Map<String, String>> pods = pods(manifests);
    Set<String> found = new TreeSet<>();
    listening(manifests)
        .forEach(
            (name, ports) ->
                ports.stream()
                    .filter(
                        port -> entrance.opens(network, pods.getOrDefault(name, Map.of()), port))
                    .forEach(port -> found.add(name + ":" + port)));
    return found;
  }

  private static Map<String, Map<String, String>> pods(Manifests manifests) {
    Map<String, Map<String, String>> pods = new TreeMap<>();
    manifests.workloads().forEach(one -> pods.put(one.name(), one.labels()));
    pods.put("kafka", Network.BROKERS);
    return pods;
  }

  private static Map<String, Set<Integer>> listening(Manifests manifests) {
    Map<String, Set<Integer>> ports = new TreeMap<>();
    manifests.workloads().forEach(one -> ports.put(one.name(), Set.copyOf(one.ports().values())));
    ports.put("kafka", Set.of(Network.of(manifests).listener().getPort()));
    return ports;
  }

  /** Hosts of the namespace, as settings name them. */
  private static Stream<String> needs(Manifests manifests, Workload workload) {
    return HOST.matcher(String.join(" ", Environment.of(manifests, workload).values()))
        .results()
        .map(
            host ->
                workload.name() + " → " + behind(manifests, host.group(1)) + ":" + host.group(2))
        // What is in another namespace, or comes with an overlay.
        .filter(way -> !way.contains("→ postgres") || has(manifests, "postgres"));
  }

  /** The pods that a name means. */
  private static String behind(Manifests manifests, String host) {
    return host.equals("uplink-kafka-bootstrap")
        ? "kafka"
        : manifests.of(Service.class).stream()
            .filter(service -> service.getMetadata().getName().equals(host))
            .map(service -> service.getSpec().getSelector())
            .flatMap(
                selector ->
                    manifests.workloads().stream()
                        .filter(one -> one.labels().entrySet().containsAll(selector.entrySet())))
            .map(Workload::name)
            .findFirst()
            .orElse(host);
  }

  private static boolean has(Manifests manifests, String name) {
    return manifests.workloads().stream().anyMatch(one -> one.name().equals(name));
  }
}
