package dev.uplink.e2e.kill;

import static org.awaitility.Awaitility.await;

import dev.uplink.local.LocalUplink;
import dev.uplink.schemas.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Sees what is written to a topic while its transaction is still open. */
final class OpenTransaction<V extends SpecificRecord> implements AutoCloseable {
  private final KafkaConsumer<String, V> everything;
  private final KafkaConsumer<String, V> committed;

  OpenTransaction(LocalUplink uplink, Topic<V> topic) {
    everything = consumer(uplink, topic, "read_uncommitted");
    committed = consumer(uplink, topic, "read_committed");
    List<TopicPartition> partitions =
        everything.partitionsFor(topic.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    everything.assign(partitions);
    everything.seekToEnd(partitions);
    partitions.forEach(everything::position);
  }

  /** A record that nobody who reads committed records can see yet. */
  ConsumerRecord<String, V> awaitRecord() {
    AtomicReference<@Nullable ConsumerRecord<String, V>> found = new AtomicReference<>();
    await("a record of an open transaction")
        .atMost(Duration.ofMinutes(1))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              everything
                  .poll(Duration.ofMillis(100))
                  .forEach(
                      record -> {
                        if (isOpen(record)) {
                          found.set(record);
                        }
                      });
              return found.get() != null;
            });
    return Objects.requireNonNull(found.get());
  }

  /** Whether nobody who reads committed records can see it now. */
  boolean isOpen(ConsumerRecord<String, V> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    // For a reader of committed records a partition ends where its first open transaction begins.
    Long end = committed.endOffsets(List.of(partition)).get(partition);
    return end != null && record.offset() >= end;
  }

  @Override
  public void close() {
    everything.close();
    committed.close();
  }

  private static <V extends SpecificRecord> KafkaConsumer<String, V> consumer(
      LocalUplink uplink, Topic<V> topic, String isolation) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            uplink.endpoints().kafka(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            isolation),
        new StringDeserializer(),
        uplink.serdes().deserializer(topic));
  }
}
