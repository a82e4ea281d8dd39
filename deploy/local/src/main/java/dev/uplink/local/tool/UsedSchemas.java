package dev.uplink.local.tool;

import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Which schema each id on the topics once stood for, as the records themselves tell. */
final class UsedSchemas {
  private static final Duration POLL = Duration.ofMillis(200);

  /** Enough to tell two versions of a schema apart. */
  private static final int SAMPLES = 100;

  private final KnownSchemas known;
  private final PrintStream out;

  UsedSchemas(KnownSchemas known, PrintStream out) {
    this.known = known;
    this.out = out;
  }

  /** What was registered under an id. */
  record Used(String subject, Schema schema) {}

  /** Reads every record of the catalogue's topics. */
  SortedMap<Integer, Used> read(Settings settings) {
    SortedMap<Integer, Used> used = new TreeMap<>();
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            KafkaAccess.from(settings)
                .with(Map.of(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      for (Topic<?> topic : Topics.ALL) {
        samples(consumer, topic)
            .forEach(
                (id, records) -> {
                  Optional<Schema> writer = known.writerOf(topic.subject(), records);
                  if (writer.isPresent()) {
                    used.put(id, new Used(topic.subject(), writer.get()));
                  } else {
                    out.printf("%s: no known schema reads what bears the id %d%n", topic, id);
                  }
                });
      }
    }
    return used;
  }

  private static SortedMap<Integer, List<byte[]>> samples(
      Consumer<byte[], byte[]> consumer, Topic<?> topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(found -> new TopicPartition(found.topic(), found.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    SortedMap<Integer, List<byte[]>> samples = new TreeMap<>();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(POLL).forEach(record -> add(samples, record.value()));
    }
    return samples;
  }

  private static void add(SortedMap<Integer, List<byte[]>> samples, byte[] value) {
    if (value == null || value.length < KnownSchemas.HEADER_BYTES || value[0] != 0) {
      return;
    }
    List<byte[]> known =
        samples.computeIfAbsent(ByteBuffer.wrap(value).getInt(1), id -> new ArrayList<>());
    if (known.size() < SAMPLES) {
      known.add(value);
    }
  }
}
