package dev.uplink.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.Limits;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.KafkaAuthorizationSimple;
import io.strimzi.api.kafka.model.kafka.KafkaClusterSpec;
import io.strimzi.api.kafka.model.kafka.listener.KafkaListenerAuthenticationScramSha512;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.nodepool.ProcessRoles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The brokers are as the design wants them, and are told nothing that they do not know. */
class KafkaTest {
  private static final Pattern SEPARATOR = Pattern.compile(", *");

  @ParameterizedTest
  @EnumSource
  void whoeverComesIsAskedWhoItIsAndMayDoWhatIsListed(Installation installation) {
    KafkaClusterSpec kafka = kafka(installation);

    assertThat(kafka.getAuthorization()).isInstanceOf(KafkaAuthorizationSimple.class);
    assertThat(((KafkaAuthorizationSimple) kafka.getAuthorization()).getSuperUsers())
        .isNullOrEmpty();
    assertThat(kafka.getListeners())
        .hasSize(1)
        .allSatisfy(
            listener -> {
              assertThat(listener.isTls()).isTrue();
              assertThat(listener.getAuth())
                  .isInstanceOf(KafkaListenerAuthenticationScramSha512.class);
            });
  }

  @ParameterizedTest
  @EnumSource
  void everySettingIsOneThatBrokersHaveAndStrimziTakes(Installation installation) {
    Map<String, Object> config = kafka(installation).getConfig();

    assertThat(AbstractKafkaConfig.CONFIG_DEF.names()).containsAll(config.keySet());
    assertThat(config.keySet())
        .allSatisfy(
            name ->
                assertThat(SEPARATOR.split(KafkaClusterSpec.FORBIDDEN_PREFIXES))
                    .noneMatch(name::startsWith));
    assertThat(config)
        .containsEntry("message.max.bytes", Limits.DECISION_RECORD_BYTES)
        .containsEntry("auto.create.topics.enable", false)
        .containsEntry("unclean.leader.election.enable", false);
  }

  @Test
  void whatMattersIsKeptThreeTimesAndWrittenTwiceBeforeItCounts() {
    assertThat(kafka(Installation.BASE).getConfig())
        .containsAllEntriesOf(
            Map.of(
                "default.replication.factor", 3,
                "min.insync.replicas", 2,
                "offsets.topic.replication.factor", 3,
                "transaction.state.log.replication.factor", 3,
                "transaction.state.log.min.isr", 2));
  }

  @Test
  void theVersionIsTheOneThatIsTestedWith() {
    assertThat(
            Pattern.compile("<kafka.version>([^<]+)<")
                .matcher(Kustomization.text(Path.of("../broker/pom.xml")))
                .results()
                .map(found -> found.group(1)))
        .isEqualTo(List.of(kafka(Installation.BASE).getVersion()));
  }

  @ParameterizedTest
  @EnumSource(names = "BASE", mode = EnumSource.Mode.EXCLUDE)
  void kafkaHasNodesEnoughForItsCopies(Installation installation) {
    Manifests manifests = installation.manifests();
    Kafka kafka = manifests.of(Kafka.class).getFirst();
    int brokers =
        manifests.of(KafkaNodePool.class).stream()
            .filter(pool -> pool.getSpec().getRoles().contains(ProcessRoles.BROKER))
            .mapToInt(pool -> pool.getSpec().getReplicas())
            .sum();

    assertThat(kafka.getSpec().getKafka().getConfig())
        .containsEntry("default.replication.factor", brokers)
        .containsEntry("min.insync.replicas", Math.max(1, brokers - 1));
    assertThat(manifests.of(KafkaNodePool.class))
        .allSatisfy(
            pool ->
                assertThat(pool.getMetadata().getLabels())
                    .containsEntry("strimzi.io/cluster", kafka.getMetadata().getName()));
  }

  private static KafkaClusterSpec kafka(Installation installation) {
    return installation.manifests().of(Kafka.class).getFirst().getSpec().getKafka();
  }
}
