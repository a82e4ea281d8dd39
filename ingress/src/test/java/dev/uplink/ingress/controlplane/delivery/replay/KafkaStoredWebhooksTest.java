package dev.uplink.ingress.controlplane.delivery.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.uplink.ingress.controlplane.delivery.projection.Told;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class KafkaStoredWebhooksTest {
  private static final TopicPartition PLACE = new TopicPartition(Topics.WEBHOOKS.name(), 2);
  private static final RawWebhook WEBHOOK = Told.webhook("d1", "int");

  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("none");
  private final AvroSerdes serdes = AvroSerdes.over(new InMemorySchemaRegistry());
  private final KafkaStoredWebhooks stored =
      new KafkaStoredWebhooks(
          () -> consumer, serdes.deserializer(Topics.WEBHOOKS), Duration.ofMillis(50));

  @Test
  void theRecordAtThePlaceIsRead() {
    recordAt(7);

    assertThat(stored.find(2, 7)).contains(WEBHOOK);
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void aLaterRecordIsAnothersAndNotRead() {
    recordAt(9);

    assertThat(stored.find(2, 7)).isEmpty();
  }

  @Test
  void aPlaceThatTheTopicHasLetGoOfIsEmpty() {
    consumer.setPollException(new OffsetOutOfRangeException(Map.of(PLACE, 7L)));

    assertThat(stored.find(2, 7)).isEmpty();
  }

  @Test
  void kafkaThatSaysNothingIsNotWaitedForLong() {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> stored.find(2, 7))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(ProblemCode.REPLAY_UNAVAILABLE));
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void kafkaThatFailsIsUnavailable() {
    consumer.setPollException(new KafkaException("away"));

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> stored.find(2, 7))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(ProblemCode.REPLAY_UNAVAILABLE));
  }

  private void recordAt(long offset) {
    byte[] bytes = serdes.serializer(Topics.WEBHOOKS).serialize(PLACE.topic(), WEBHOOK);
    consumer.schedulePollTask(
        () -> {
          consumer.updateBeginningOffsets(Map.of(PLACE, 0L));
          consumer.addRecord(
              new ConsumerRecord<>(
                  PLACE.topic(), PLACE.partition(), offset, Told.REPOSITORY, bytes));
        });
  }
}
