package dev.uplink.kubernetes;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.access.KafkaSettings;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.TopicOverrides;
import dev.uplink.schemas.topic.Topics;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The topics are the catalogue's. With -Ddocs.write=true they are written anew. */
class KafkaTopicsTest {
  private static final Path FILE = Path.of("base/kafka/topics.yml");
  private static final String HEAD =
      """
      # Written by a test, from the catalogue in schemas:
      # ./mvnw -pl deploy/kubernetes -am test -Dtest=KafkaTopicsTest -Ddocs.write=true -Dsurefire.failIfNoSpecifiedTests=false
      # On how many brokers each is kept is Kafka's default.replication.factor. Whoever deletes one of these
      # from the cluster deletes what is in the topic.
      """;

  /** Before any of them is read. */
  @BeforeAll
  static void writeAnew() throws IOException {
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(FILE, expected());
    }
  }

  @Test
  void theTopicsAreTheCataloguesOwn() {
    assertThat(FILE).hasContent(expected());
  }

  private static String expected() {
    return HEAD + Topics.ALL.stream().map(TopicManifest::of).collect(joining("---\n"));
  }

  @ParameterizedTest
  @EnumSource
  void everyServiceFindsTheTopicsAsItsSettingsSay(Installation installation) {
    Manifests manifests = installation.manifests();
    TopicOverrides overrides =
        TopicOverrides.parse(
            Environment.of(manifests, manifests.workload("processor"))
                .getOrDefault(KafkaSettings.TOPIC_OVERRIDES.name(), ""));
    Map<String, KafkaTopic> made =
        manifests.of(KafkaTopic.class).stream()
            .collect(Collectors.toMap(one -> one.getMetadata().getName(), Function.identity()));

    assertThat(made.keySet())
        .containsExactlyInAnyOrderElementsOf(Topics.ALL.stream().map(Topic::name).toList());
    for (Topic<?> topic : Topics.ALL) {
      Topic<?> expected = overrides.applyTo(topic);
      KafkaTopic found = Objects.requireNonNull(made.get(topic.name()));
      assertThat(found.getSpec().getPartitions()).isEqualTo(expected.settings().partitions());
      assertThat(found.getSpec().getConfig()).isEqualTo(expected.settings().brokerConfig());
      assertThat(found.getSpec().getReplicas()).isNull();
      assertThat(found.getMetadata().getLabels())
          .containsEntry(
              "strimzi.io/cluster", manifests.of(Kafka.class).getFirst().getMetadata().getName());
    }
  }
}
