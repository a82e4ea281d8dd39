package dev.uplink.local.replay;

import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Those of a broker, read without a consumer group. */
final class KafkaRecords implements Records, AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int PATIENCE_MILLIS = 20_000;

  private final KafkaAccess kafka;
  private final KafkaConsumer<byte[], byte[]> consumer;

  KafkaRecords(KafkaAccess kafka) {
    this.kafka = kafka;
    this.consumer =
        new KafkaConsumer<>(
            config(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  static Map<String, Object> config(KafkaAccess kafka) {
    return kafka.with(
        Map.of(
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            PATIENCE_MILLIS));
  }

  @Override
  public void read(
      Topic<?> topic, Optional<Instant> from, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    asking(
        () -> {
          List<TopicPartition> partitions = partitions(topic);
          consumer.assign(partitions);
          Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
          seek(partitions, from);
          while (end.entrySet().stream()
              .anyMatch(entry -> consumer.position(entry.getKey()) < entry.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
              // What comes meanwhile is of the next time.
              if (record.offset() < end(end, record)) {
                reader.accept(record);
              }
            }
          }
          return true;
        });
  }

  @Override
  public Optional<ConsumerRecord<byte[], byte[]>> at(Topic<?> topic, int partition, long offset) {
    TopicPartition place = new TopicPartition(topic.name(), partition);
    return asking(
        () -> {
          List<TopicPartition> only = List.of(place);
          consumer.assign(only);
          if (!partitions(topic).contains(place)
              || offset < consumer.beginningOffsets(only).getOrDefault(place, 0L)
              || offset >= consumer.endOffsets(only).getOrDefault(place, 0L)) {
            return Optional.empty();
          }
          consumer.seek(place, offset);
          while (consumer.position(place) <= offset) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
              return Optional.of(record).filter(found -> found.offset() == offset);
            }
          }
          return Optional.empty();
        });
  }

  private List<TopicPartition> partitions(Topic<?> topic) {
    List<PartitionInfo> known = consumer.partitionsFor(topic.name());
    return known.stream().map(info -> new TopicPartition(info.topic(), info.partition())).toList();
  }

  private void seek(List<TopicPartition> partitions, Optional<Instant> from) {
    if (from.isEmpty()) {
      consumer.seekToBeginning(partitions);
      return;
    }
    long millis = from.get().toEpochMilli();
    Map<TopicPartition, @Nullable OffsetAndTimestamp> found =
        consumer.offsetsForTimes(
            partitions.stream().collect(Collectors.toMap(Function.identity(), place -> millis)));
    for (TopicPartition place : partitions) {
      OffsetAndTimestamp first = found.get(place);
      if (first == null) {
        consumer.seekToEnd(List.of(place));
      } else {
        consumer.seek(place, first.offset());
      }
    }
  }

  private static long end(Map<TopicPartition, Long> end, ConsumerRecord<byte[], byte[]> record) {
    return end.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
  }

  private <T> T asking(Supplier<T> question) {
    try {
      return question.get();
    } catch (KafkaException e) {
      throw new CannotReplayException(
          """
          Kafka at %s does not say what it holds (%s).
          Is Uplink running (deploy/local/up)? Is its UPLINK_KAFKA_PORT another one?\
          """
              .formatted(kafka.bootstrapServers(), e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
