package dev.uplink.local.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Topics of one partition each, in memory. */
final class HeldRecords implements Records {
  private final Map<String, List<ConsumerRecord<byte[], byte[]>>> topics = new HashMap<>();
  private final Set<String> asked = new TreeSet<>();
  private final AvroSerdes serdes;

  HeldRecords(AvroSerdes serdes) {
    this.serdes = serdes;
  }

  <T extends SpecificRecord> byte[] bytes(Topic<T> topic, T value) {
    return serdes.serializer(topic).serialize(topic.name(), value);
  }

  <T extends SpecificRecord> HeldRecords with(Topic<T> topic, String key, Instant at, T value) {
    return raw(topic, key, at, bytes(topic, value));
  }

  HeldRecords raw(Topic<?> topic, String key, Instant at, byte @Nullable [] value) {
    List<ConsumerRecord<byte[], byte[]>> records =
        topics.computeIfAbsent(topic.name(), name -> new ArrayList<>());
    records.add(
        new ConsumerRecord<>(
            topic.name(),
            0,
            records.size(),
            at.toEpochMilli(),
            TimestampType.CREATE_TIME,
            0,
            0,
            key.getBytes(UTF_8),
            value,
            new RecordHeaders(),
            Optional.empty()));
    return this;
  }

  /** Names of the topics that were read so far. */
  Set<String> asked() {
    return asked;
  }

  @Override
  public void read(
      Topic<?> topic, Optional<Instant> from, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    asked.add(topic.name());
    topics.getOrDefault(topic.name(), List.of()).forEach(reader);
  }

  @Override
  public Optional<ConsumerRecord<byte[], byte[]>> at(Topic<?> topic, int partition, long offset) {
    asked.add(topic.name());
    return topics.getOrDefault(topic.name(), List.of()).stream()
        .filter(record -> record.partition() == partition && record.offset() == offset)
        .findFirst();
  }
}
