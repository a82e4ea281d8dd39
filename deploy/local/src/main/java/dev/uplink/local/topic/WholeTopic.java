package dev.uplink.local.topic;

import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * All committed records of one topic, from the beginning, without a consumer group. A record that
 * is not of the topic's type is passed over: anyone may write to a local broker.
 */
public final class WholeTopic<V extends SpecificRecord> implements AutoCloseable {
  private final KafkaConsumer<String, V> consumer;
  private final List<TopicPartition> partitions;

  public WholeTopic(KafkaAccess kafka, AvroSerdes serdes, Topic<V> topic) {
    this.consumer =
        new KafkaConsumer<>(
            kafka.with(
                Map.of(
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed",
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false)),
            new StringDeserializer(),
            serdes.deserializer(topic));
    this.partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** From what is written from now on. */
  public WholeTopic<V> fromNow() {
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    return this;
  }

  /** What has come since the last call, at once when there is something, else after the wait. */
  public List<ConsumerRecord<String, V>> poll(Duration wait) {
    List<ConsumerRecord<String, V>> records = new ArrayList<>();
    try {
      consumer
          .poll(wait)
          .forEach(
              record -> {
                // The catalogue has tombstones; where none belongs, none is of use here.
                if (record.value() != null) {
                  records.add(record);
                }
              });
    } catch (RecordDeserializationException e) {
      consumer.seek(e.topicPartition(), e.offset() + 1);
    }
    return records;
  }

  /** Everything up to where the topic ended when this was called. */
  public void readToEnd(Consumer<V> reader) {
    readRecordsToEnd(record -> reader.accept(record.value()));
  }

  /** As {@link #readToEnd}, with keys and offsets. */
  public void readRecordsToEnd(Consumer<ConsumerRecord<String, V>> reader) {
    Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
    while (end.entrySet().stream()
        .anyMatch(entry -> consumer.position(entry.getKey()) < entry.getValue())) {
      poll(Duration.ofMillis(100)).forEach(reader);
    }
  }

  /** Makes a poll in another thread throw WakeupException. */
  public void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
