package dev.uplink.e2e.audit;

import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.serde.MalformedRecordException;
import dev.uplink.schemas.serde.RegistryUnavailableException;
import dev.uplink.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads one topic into the evidence, as far as it is committed, each record once. */
final class TopicTail<V extends SpecificRecord> implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Topic<V> topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Deserializer<V> deserializer;
  private final UnaryOperator<V> kept;
  private final List<TopicPartition> partitions;
  private final Set<TopicPartition> cut = new HashSet<>();

  /**
   * Opens at the oldest record.
   *
   * @param kept leaves away of a record what no law asks for
   */
  TopicTail(KafkaAccess kafka, AvroSerdes serdes, Topic<V> topic, UnaryOperator<V> kept) {
    this.topic = topic;
    this.kept = kept;
    this.deserializer = serdes.deserializer(topic);
    this.consumer =
        new KafkaConsumer<>(
            kafka.with(
                Map.of(
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    this.partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer
        .beginningOffsets(partitions)
        .forEach(
            (partition, offset) -> {
              consumer.seek(partition, offset);
              if (offset > 0) {
                cut.add(partition);
              }
            });
  }

  /**
   * What was committed by the time of the call. Throws {@link RegistryUnavailableException} when
   * the registry is away; the next call goes on where this one stopped.
   */
  void readOn(Evidence evidence) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      read(consumer.poll(POLL), evidence);
    }
  }

  private void read(ConsumerRecords<byte[], byte[]> records, Evidence evidence) {
    Map<TopicPartition, Long> unread = new HashMap<>();
    records
        .partitions()
        .forEach(
            partition -> unread.put(partition, records.records(partition).getFirst().offset()));
    try {
      for (ConsumerRecord<byte[], byte[]> record : records) {
        read(record, evidence);
        unread.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
      }
    } catch (RegistryUnavailableException e) {
      unread.forEach(consumer::seek);
      throw e;
    }
  }

  private void read(ConsumerRecord<byte[], byte[]> record, Evidence evidence) {
    if (cut.remove(new TopicPartition(record.topic(), record.partition()))) {
      evidence.incompleteBefore(Instant.ofEpochMilli(record.timestamp()));
    }
    if (record.value() == null) {
      evidence.addUnreadable(seen(record, "a tombstone"));
      return;
    }
    try {
      V value = deserializer.deserialize(topic.name(), record.value());
      evidence.add(topic, seen(record, kept.apply(value)));
    } catch (MalformedRecordException e) {
      evidence.addUnreadable(seen(record, String.valueOf(e.getMessage())));
    }
  }

  private static <T> Seen<T> seen(ConsumerRecord<byte[], byte[]> record, T value) {
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    Instant at = Instant.ofEpochMilli(record.timestamp());
    return new Seen<>(record.topic(), record.partition(), record.offset(), at, key, value);
  }

  @Override
  public void close() {
    consumer.close();
    deserializer.close();
  }
}
