package dev.uplink.ingress.controlplane.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topics;
import io.micronaut.health.HealthStatus;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class DecisionFeedHealthTest {
  private static final String TOPIC = Topics.DECISIONS.name();

  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("latest");
  private final DecisionFeed feed =
      new DecisionFeed(
          () -> consumer,
          AvroSerdes.over(new InMemorySchemaRegistry()).deserializer(Topics.DECISIONS));
  private final DecisionFeedHealth health = new DecisionFeedHealth(feed);

  @AfterEach
  void close() {
    feed.close();
  }

  @Test
  void anInstanceIsNotReadyBeforeItHearsDecisions() {
    assertThat(status()).isEqualTo(HealthStatus.DOWN);
  }

  /** Webhooks need no decision: for them it stays where they are sent. */
  @Test
  void anInstanceThatGoesDeafLaterStaysReady() {
    Node broker = new Node(0, "localhost", 9092);
    Node[] replicas = {broker};
    consumer.updatePartitions(
        TOPIC, List.of(new PartitionInfo(TOPIC, 0, broker, replicas, replicas)));
    consumer.updateEndOffsets(Map.of(new TopicPartition(TOPIC, 0), 0L));
    feed.start();
    await().until(() -> status().equals(HealthStatus.UP));

    consumer.setPollException(new KafkaException("away"));

    await().until(() -> !feed.isListening());
    assertThat(status()).isEqualTo(HealthStatus.UP);
  }

  private HealthStatus status() {
    return Mono.from(health.getResult()).block().getStatus();
  }
}
