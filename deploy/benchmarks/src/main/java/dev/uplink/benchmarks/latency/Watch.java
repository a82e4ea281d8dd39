package dev.uplink.benchmarks.latency;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads a topic from its end on a thread of its own and tells of each record when it was readable:
 * committed records only, as schedulers read.
 */
public final class Watch<V> implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(1);

  private final KafkaConsumer<String, V> consumer;
  private final BiConsumer<ConsumerRecord<String, V>, Long> listener;
  private final Thread thread;

  /** The listener is given the record and the time on the clock of {@link System#nanoTime}. */
  public Watch(
      String kafka,
      String topic,
      Deserializer<V> deserializer,
      BiConsumer<ConsumerRecord<String, V>, Long> listener) {
    this.listener = listener;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new StringDeserializer(),
            deserializer);
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    // Only then does it know where the end is.
    partitions.forEach(consumer::position);
    this.thread = Thread.ofPlatform().name("watch-" + topic).start(this::run);
  }

  private void run() {
    try (consumer) {
      while (true) {
        for (ConsumerRecord<String, V> record : consumer.poll(POLL)) {
          listener.accept(record, System.nanoTime());
        }
      }
    } catch (WakeupException closing) {
      // The consumer is closed by the statement above.
      return;
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
