package dev.uplink.ingress.controlplane.catalogue;

import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic of the catalogue to its end, for what its readers know. */
public final class PublishedRevisions {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final String REVISION = "revision";

  private final KafkaAccess kafka;
  private final AvroSerdes serdes;

  public PublishedRevisions(KafkaAccess kafka, AvroSerdes serdes) {
    this.kafka = kafka;
    this.serdes = serdes;
  }

  /**
   * The revision under each key whose last record is no tombstone, as far as the topic goes when
   * this is asked. Holds all keys in memory.
   */
  <V extends SpecificRecord> Map<String, Long> of(Topic<V> topic) {
    Deserializer<V> deserializer = serdes.deserializer(topic);
    try (Consumer<String, byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(found -> new TopicPartition(found.topic(), found.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Map<String, Long> revisions = new HashMap<>();
      while (!isAt(consumer, ends)) {
        consumer.poll(POLL).forEach(record -> note(revisions, deserializer, record));
      }
      return revisions;
    }
  }

  private static void note(
      Map<String, Long> revisions,
      Deserializer<? extends SpecificRecord> deserializer,
      ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      revisions.remove(record.key());
      return;
    }
    SpecificRecord entity = deserializer.deserialize(record.topic(), record.value());
    int position = entity.getSchema().getField(REVISION).pos();
    // Readers keep the highest they saw, whatever came after it.
    revisions.merge(record.key(), (Long) entity.get(position), Math::max);
  }

  private static boolean isAt(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private Consumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        kafka.with(
            Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "uplink-ingress-rebuild",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false)),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }
}
