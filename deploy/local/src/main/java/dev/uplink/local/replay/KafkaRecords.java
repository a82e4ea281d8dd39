package dev.uplink.local.replay;

import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Those of a broker, read without a consumer group. By two consumers: of what is read, more may be
 * looked up before the next record comes.
 */
final class KafkaRecords implements Records, AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int PATIENCE_MILLIS = 20_000;

  private final String servers;
  private final Consumer<byte[], byte[]> whole;
  private final Consumer<byte[], byte[]> single;

  KafkaRecords(KafkaAccess kafka) {
    this(kafka.bootstrapServers(), consumer(kafka), consumer(kafka));
  }

  /**
   * @param whole reads topics
   * @param single looks up one record
   */
  KafkaRecords(String servers, Consumer<byte[], byte[]> whole, Consumer<byte[], byte[]> single) {
    this.servers = servers;
    this.whole = whole;
    this.single = single;
  }

  private static Consumer<byte[], byte[]> consumer(KafkaAccess kafka) {
    return new KafkaConsumer<>(
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
      Topic<?> topic,
      Optional<Instant> from,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    asking(
        () -> {
          List<TopicPartition> partitions = partitions(whole, topic);
          whole.assign(partitions);
          Map<TopicPartition, Long> end = whole.endOffsets(partitions);
          seek(partitions, from);
          while (end.entrySet().stream()
              .anyMatch(entry -> whole.position(entry.getKey()) < entry.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : whole.poll(POLL)) {
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
          single.assign(only);
          if (!partitions(single, topic).contains(place)
              || offset < single.beginningOffsets(only).getOrDefault(place, 0L)
              || offset >= single.endOffsets(only).getOrDefault(place, 0L)) {
            return Optional.empty();
          }
          single.seek(place, offset);
          while (single.position(place) <= offset) {
            for (ConsumerRecord<byte[], byte[]> record : single.poll(POLL)) {
              return Optional.of(record).filter(found -> found.offset() == offset);
            }
          }
          return Optional.empty();
        });
  }

  private static List<TopicPartition> partitions(
      Consumer<byte[], byte[]> consumer, Topic<?> topic) {
    List<PartitionInfo> known = consumer.partitionsFor(topic.name());
    return known.stream().map(info -> new TopicPartition(info.topic(), info.partition())).toList();
  }

  private void seek(List<TopicPartition> partitions, Optional<Instant> from) {
    if (from.isEmpty()) {
      whole.seekToBeginning(partitions);
      return;
    }
    long millis = from.get().toEpochMilli();
    Map<TopicPartition, @Nullable OffsetAndTimestamp> found =
        whole.offsetsForTimes(
            partitions.stream().collect(Collectors.toMap(Function.identity(), place -> millis)));
    for (TopicPartition place : partitions) {
      OffsetAndTimestamp first = found.get(place);
      if (first == null) {
        whole.seekToEnd(List.of(place));
      } else {
        whole.seek(place, first.offset());
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
              .formatted(servers, e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    try (whole) {
      single.close();
    }
  }
}
