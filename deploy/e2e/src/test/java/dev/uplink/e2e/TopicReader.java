package dev.uplink.e2e;

import static java.util.stream.Collectors.toList;
import static org.awaitility.Awaitility.await;

import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning, committed records only, as schedulers and dashboards do. */
public final class TopicReader<V extends SpecificRecord> implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final KafkaConsumer<String, V> consumer;
  private final List<ConsumerRecord<String, V>> records = new ArrayList<>();

  private TopicReader(KafkaConsumer<String, V> consumer) {
    this.consumer = consumer;
  }

  public static <V extends SpecificRecord> TopicReader<V> of(
      Topic<V> topic, String bootstrapServers, AvroSerdes serdes) {
    Map<String, Object> config =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    KafkaConsumer<String, V> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), serdes.deserializer(topic));
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return new TopicReader<>(consumer);
  }

  /** The first record that fits; fails when none comes. */
  public V awaitOne(String what, Predicate<V> fits) {
    return awaitSome(what, 1, fits).getFirst();
  }

  /** That many records that fit, or more if more are there already. */
  public List<V> awaitSome(String what, int count, Predicate<V> fits) {
    await(what)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              poll();
              return matching(fits).size() >= count;
            });
    return matching(fits);
  }

  /** Up to what is committed now. */
  void readToEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    await("the end of the topic")
        .atMost(PATIENCE)
        .until(
            () -> {
              poll();
              return ends.entrySet().stream()
                  .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            });
  }

  /** What has been read so far and fits; ask after waiting for something that came later. */
  public List<V> matching(Predicate<V> fits) {
    return records.stream().map(ConsumerRecord::value).filter(fits).collect(toList());
  }

  /** The key of the first record that fits. */
  String keyOf(Predicate<V> fits) {
    return records.stream().filter(r -> fits.test(r.value())).findFirst().orElseThrow().key();
  }

  private void poll() {
    consumer.poll(Duration.ofMillis(100)).forEach(records::add);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
