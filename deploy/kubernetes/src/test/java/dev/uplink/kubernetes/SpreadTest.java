package dev.uplink.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is there twice is not on one node, and still finds one. */
class SpreadTest {
  private static final String MUST = "DoNotSchedule";

  @Test
  void inProductionNodesThatAreLostTakeOneOfEach() {
    Manifests manifests = Installation.PRODUCTION.manifests();

    for (String service : ServiceSettings.SERVICES) {
      assertThat(musts(manifests.workload(service)))
          .extracting(TopologySpreadConstraint::getTopologyKey)
          .containsExactly("kubernetes.io/hostname");
    }
    assertThat(manifests.of(KafkaNodePool.class))
        .allSatisfy(
            pool ->
                assertThat(musts(pool))
                    .extracting(TopologySpreadConstraint::getTopologyKey)
                    .containsExactly("kubernetes.io/hostname"));
  }

  /** A node with a taint would be one with none of them, so that no other may have two. */
  @ParameterizedTest
  @EnumSource
  void nodesThatTakeNoPodsDoNotCount(Installation installation) {
    Manifests manifests = installation.manifests();

    assertThat(
            Stream.concat(
                manifests.workloads().stream().flatMap(one -> musts(one).stream()),
                manifests.of(KafkaNodePool.class).stream().flatMap(pool -> musts(pool).stream())))
        .allSatisfy(spread -> assertThat(spread.getNodeTaintsPolicy()).isEqualTo("Honor"));
  }

  /** A Deployment's old pods stay until new ones are ready, which must find a node beside them. */
  @ParameterizedTest
  @EnumSource
  void theVersionThatGoesDoesNotCount(Installation installation) {
    assertThat(
            installation.manifests().workloads().stream()
                .filter(one -> one.maker() instanceof Deployment)
                .flatMap(one -> musts(one).stream()))
        .allSatisfy(
            spread -> assertThat(spread.getMatchLabelKeys()).containsExactly("pod-template-hash"));
  }

  private static List<TopologySpreadConstraint> musts(Workload workload) {
    return musts(workload.pod().getTopologySpreadConstraints());
  }

  private static List<TopologySpreadConstraint> musts(KafkaNodePool pool) {
    return pool.getSpec().getTemplate() == null
        ? List.of()
        : musts(pool.getSpec().getTemplate().getPod().getTopologySpreadConstraints());
  }

  private static List<TopologySpreadConstraint> musts(List<TopologySpreadConstraint> all) {
    return all.stream().filter(one -> one.getWhenUnsatisfiable().equals(MUST)).toList();
  }
}
