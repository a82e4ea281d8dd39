package dev.uplink.local.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class KafkaRecordsTest {
  /** A dead letter whose bytes were left at their origin sends its reader there. */
  @Test
  void anotherTopicIsLookedIntoWhileOneIsRead() {
    List<String> found = new ArrayList<>();
    try (KafkaRecords records =
        new KafkaRecords(
            "broker",
            holding(Topics.DEAD_LETTERS, "first letter", "second letter"),
            holding(Topics.WEBHOOKS, "first webhook", "second webhook"))) {

      records.read(
          Topics.DEAD_LETTERS,
          Optional.empty(),
          letter -> {
            found.add(text(letter));
            found.add(text(records.at(Topics.WEBHOOKS, 0, letter.offset()).orElseThrow()));
          });
    }

    assertThat(found)
        .containsExactly("first letter", "first webhook", "second letter", "second webhook");
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.value(), UTF_8);
  }

  /** One partition of one topic; Kafka's stand-in has records only once it is assigned to them. */
  private static Consumer<byte[], byte[]> holding(Topic<?> topic, String... values) {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    TopicPartition partition = new TopicPartition(topic.name(), 0);
    consumer.updatePartitions(
        topic.name(), List.of(new PartitionInfo(topic.name(), 0, null, null, null)));
    consumer.updateBeginningOffsets(Map.of(partition, 0L));
    consumer.updateEndOffsets(Map.of(partition, (long) values.length));
    for (int offset = 0; offset < values.length; offset++) {
      ConsumerRecord<byte[], byte[]> record =
          new ConsumerRecord<>(
              topic.name(), 0, offset, new byte[0], values[offset].getBytes(UTF_8));
      consumer.schedulePollTask(() -> consumer.addRecord(record));
    }
    return consumer;
  }
}
