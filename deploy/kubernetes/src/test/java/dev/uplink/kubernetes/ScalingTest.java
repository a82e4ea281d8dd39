package dev.uplink.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.access.KafkaNames;
import dev.uplink.schemas.topic.Service;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.CrossVersionObjectReference;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** More come when what is measured is what they work off, and no more than there is work for. */
class ScalingTest {
  /** Pools of ten, five and four, one that listens and one that publishes. */
  private static final int CONNECTIONS_OF_INGRESS = 10 + 5 + 4 + 1 + 1;

  private static final int CONNECTIONS_OF_NOTIFIER = 4;

  private static final Map<String, String> GROUPS =
      Map.of("processor", KafkaNames.PROCESSOR, "notifier", KafkaNames.NOTIFIER);

  @ParameterizedTest
  @EnumSource
  void aServiceIsScaledByTheLagOfItsOwnGroup(Installation installation) {
    for (ScaledObject scaled : installation.manifests().of(ScaledObject.class)) {
      String service = scaled.spec().scaleTargetRef().getName();
      assertThat(scaled.spec().triggers())
          .isNotEmpty()
          .allSatisfy(
              trigger -> {
                Topic<?> topic =
                    Topics.ALL.stream()
                        .filter(one -> one.name().equals(trigger.metadata().topic()))
                        .findFirst()
                        .orElseThrow();
                assertThat(topic.readers())
                    .contains(Service.valueOf(service.toUpperCase(Locale.ROOT)));
                assertThat(trigger.metadata().consumerGroup()).isEqualTo(GROUPS.get(service));
                // A group that is new reads from the start, and so is as far behind as that.
                assertThat(trigger.metadata().offsetResetPolicy()).isEqualTo("earliest");
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void thereAreNeverMoreThanPartitions(Installation installation) {
    Manifests manifests = installation.manifests();

    assertThat(manifests.of(ScaledObject.class))
        .hasSize(2)
        .allSatisfy(
            scaled ->
                assertThat(scaled.spec().triggers())
                    .allSatisfy(
                        trigger ->
                            assertThat(scaled.spec().maxReplicaCount())
                                .isLessThanOrEqualTo(
                                    manifests
                                        .named(KafkaTopic.class, trigger.metadata().topic())
                                        .getSpec()
                                        .getPartitions())));
  }

  /** With the pod of ingress, and of the registry, that comes before another goes. */
  @Test
  void thereAreNeverMoreThanOnePostgresHasConnectionsFor() {
    Manifests manifests = Installation.SINGLE.manifests();
    Map<String, String> registry = Environment.of(manifests, manifests.workload("registry"));
    int ingress =
        manifests.of(HorizontalPodAutoscaler.class).getFirst().getSpec().getMaxReplicas() + 1;
    int notifiers =
        manifests.of(ScaledObject.class).stream()
            .filter(one -> one.spec().scaleTargetRef().getName().equals("notifier"))
            .mapToInt(one -> one.spec().maxReplicaCount())
            .sum();

    assertThat(
            ingress * CONNECTIONS_OF_INGRESS
                + notifiers * CONNECTIONS_OF_NOTIFIER
                + 2
                    * Integer.parseInt(
                        registry.getOrDefault("APICURIO_DATASOURCE_JDBC_MAX_SIZE", "100")))
        // Of 100 three are the superuser's.
        .isLessThanOrEqualTo(97);
  }

  /** A number in the manifest would be put back by whoever applies it. */
  @ParameterizedTest
  @EnumSource
  void whatIsScaledHasNoNumberOfItsOwn(Installation installation) {
    Manifests manifests = installation.manifests();
    List<CrossVersionObjectReference> targets =
        Stream.concat(
                manifests.of(ScaledObject.class).stream().map(one -> one.spec().scaleTargetRef()),
                manifests.of(HorizontalPodAutoscaler.class).stream()
                    .map(one -> one.getSpec().getScaleTargetRef()))
            .toList();

    assertThat(targets)
        .extracting(CrossVersionObjectReference::getName)
        .containsExactlyInAnyOrderElementsOf(ServiceSettings.SERVICES);
    assertThat(targets)
        .allSatisfy(
            target -> {
              HasMetadata maker = manifests.workload(target.getName()).maker();
              assertThat(maker.getKind()).isEqualTo(target.getKind());
              assertThat(maker.getApiVersion()).isEqualTo(target.getApiVersion());
              assertThat(
                      maker instanceof StatefulSet set
                          ? set.getSpec().getReplicas()
                          : ((Deployment) maker).getSpec().getReplicas())
                  .isNull();
            });
  }

  @ParameterizedTest
  @EnumSource
  void whoAsksForTheLagHasWhatItLogsInWith(Installation installation) {
    Manifests manifests = installation.manifests();
    TriggerAuthentication login = manifests.of(TriggerAuthentication.class).getFirst();

    assertThat(manifests.of(ScaledObject.class))
        .flatExtracting(scaled -> scaled.spec().triggers())
        .allSatisfy(
            trigger ->
                assertThat(trigger.authenticationRef().name())
                    .isEqualTo(login.metadata().getName()));
    assertThat(login.spec().configMapTargetRef())
        .allSatisfy(target -> assertThat(manifests.data(target.name())).containsKey(target.key()));
    assertThat(login.spec().secretTargetRef())
        .allSatisfy(
            target ->
                assertThat(Secrets.of(manifests).get(target.name())).containsKey(target.key()));
    assertThat(
            Stream.concat(
                    login.spec().configMapTargetRef().stream(),
                    login.spec().secretTargetRef().stream())
                .map(TriggerAuthentication.Target::parameter))
        .containsExactlyInAnyOrder("username", "password", "sasl", "tls", "ca");
    assertThat(manifests.data("scaling")).containsEntry("username", KafkaUsers.SCALING);
  }
}
