package dev.uplink.ingress.controlplane.catalogue;

import dev.uplink.schemas.topic.Topic;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a compacted topic to its end, for the keys whose last record is no tombstone. */
public final class PublishedKeys {
  private static final Duration POLL = Duration.ofSeconds(1);

  private final String bootstrapServers;

  public PublishedKeys(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** As far as the topic goes when this is asked. Holds all keys in memory. */
  Set<String> of(Topic<?> topic) {
    try (Consumer<String, byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(found -> new TopicPartition(found.topic(), found.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Set<String> keys = new HashSet<>();
      while (!isAt(consumer, ends)) {
        consumer.poll(POLL).forEach(record -> note(keys, record));
      }
      return keys;
    }
  }

  private static void note(Set<String> keys, ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      keys.remove(record.key());
    } else {
      keys.add(record.key());
    }
  }

  private static boolean isAt(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private Consumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.CLIENT_ID_CONFIG,
            "uplink-ingress-rebuild",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }
}
