package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.topic.Cleanup;
import dev.uplink.schemas.topic.KafkaUnavailableException;
import dev.uplink.schemas.topic.Service;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.TopicMismatchException;
import dev.uplink.schemas.topic.TopicSettings;
import dev.uplink.schemas.topic.TopicVerifier;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A topic that is not as the catalogue says stops the start, with the command that cures it. */
@ExtendWith(RunningUplink.class)
class TopicVerificationE2E {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void theTopicsOfARunningInstallationAreAsTheCatalogueSays(World world) {
    try (Admin admin = admin(world.uplink().endpoints().kafka())) {
      assertThatCode(() -> new TopicVerifier(admin, PATIENCE).verify(Topics.ALL))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void eachDifferenceIsNamedWithItsCure(World world) {
    Topic<RunUpdate> created = topic(World.unique("t"), 2, Cleanup.COMPACT, false);
    Topic<RunUpdate> expected = topic(created.name(), 3, Cleanup.DELETE, true);
    try (Admin admin = admin(world.uplink().endpoints().kafka())) {
      TopicVerifier verifier = new TopicVerifier(admin, PATIENCE);
      verifier.create(List.of(created), (short) 1);

      // A broker may answer for a topic a moment after it was made.
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThatNoException().isThrownBy(() -> verifier.verify(List.of(created))));
      assertThatThrownBy(() -> verifier.verify(List.of(expected)))
          .isInstanceOf(TopicMismatchException.class)
          .hasMessageContaining(created.name() + " has 2 partitions, expected 3")
          .hasMessageContaining("UPLINK_TOPIC_OVERRIDES")
          .hasMessageContaining("cleanup.policy=compact, expected delete: kafka-configs.sh")
          .hasMessageContaining("--add-config 'message.timestamp.type=[LogAppendTime]'");
    }
  }

  @Test
  void aMissingTopicIsNamedWithTheCommandThatMakesIt(World world) {
    Topic<RunUpdate> absent = topic(World.unique("t"), 3, Cleanup.COMPACT, false);
    try (Admin admin = admin(world.uplink().endpoints().kafka())) {
      assertThatThrownBy(() -> new TopicVerifier(admin, PATIENCE).verify(List.of(absent)))
          .isInstanceOf(TopicMismatchException.class)
          .hasMessageContaining(absent.name() + " is missing: kafka-topics.sh --create")
          .hasMessageContaining("--config cleanup.policy=compact");
    }
  }

  @Test
  void noBrokerIsSaidPlainlyAndWithinItsTime() {
    Map<String, Object> nobody =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1",
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 300,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 300);
    try (Admin admin = Admin.create(nobody)) {
      TopicVerifier verifier = new TopicVerifier(admin, Duration.ofMillis(200));

      assertThatThrownBy(() -> verifier.verify(List.of(Topics.WEBHOOKS)))
          .isInstanceOf(KafkaUnavailableException.class)
          .hasMessageContaining("no answer from Kafka within PT0.2S");
    }
  }

  private static Admin admin(String bootstrapServers) {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  private static Topic<RunUpdate> topic(
      String name, int partitions, Cleanup cleanup, boolean appendTime) {
    return new Topic<>(
        name,
        "run id",
        RunUpdate.class,
        Set.of(Service.SCHEDULERS),
        Set.of(Service.NOTIFIER),
        new TopicSettings(partitions, cleanup, null, null, 1_000_000, appendTime));
  }
}
