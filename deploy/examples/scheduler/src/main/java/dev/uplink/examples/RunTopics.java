package dev.uplink.examples;

import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The two topics of a scheduler, both read whole and without a group: they are its memory. */
final class RunTopics implements AutoCloseable {
  /** Updates are kept for a week: of an older command nobody knows what became of its run. */
  private static final Duration KNOWN = Duration.ofDays(6);

  private final List<TopicPartition> partitions;
  private final KafkaConsumer<String, Object> consumer;
  private final Producer<String, RunUpdate> producer;

  RunTopics(KafkaAccess kafka, AvroSerdes serdes) {
    Map<String, Object> config = kafka.with(Map.of("isolation.level", "read_committed"));
    producer =
        new KafkaProducer<>(
            kafka.with(Map.of()), new StringSerializer(), serdes.serializer(Topics.RUN_UPDATES));
    Deserializer<RunCommand> commands = serdes.deserializer(Topics.RUN_COMMANDS);
    Deserializer<RunUpdate> updates = serdes.deserializer(Topics.RUN_UPDATES);
    consumer =
        new KafkaConsumer<>(
            config,
            new StringDeserializer(),
            (topic, bytes) ->
                topic.equals(Topics.RUN_COMMANDS.name())
                    ? commands.deserialize(topic, bytes)
                    : updates.deserialize(topic, bytes));
    partitions =
        Stream.of(Topics.RUN_COMMANDS, Topics.RUN_UPDATES)
            .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Up to what was there when this was called. */
  void readToEnd(Consumer<RunCommand> commands, Consumer<RunUpdate> updates) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream()
        .anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
      read(commands, updates);
    }
  }

  /**
   * What is new, or nothing after a moment. A record that cannot be read ends the program: to pass
   * it over would lose a command whenever the registry is away.
   */
  void read(Consumer<RunCommand> commands, Consumer<RunUpdate> updates) {
    for (ConsumerRecord<String, Object> record : consumer.poll(Duration.ofMillis(100))) {
      if (record.value() instanceof RunCommand command && isKnown(record.timestamp())) {
        commands.accept(command);
      } else if (record.value() instanceof RunUpdate update) {
        updates.accept(update);
      }
    }
  }

  private static boolean isKnown(long time) {
    return Instant.ofEpochMilli(time).isAfter(Instant.now().minus(KNOWN));
  }

  /** Returns when Kafka has it: what was not told must not be acted upon. */
  RunUpdate tell(String run, String state, long version, @Nullable String message)
      throws ExecutionException, InterruptedException {
    RunUpdate update =
        RunUpdate.newBuilder()
            .setRunId(run)
            .setState(state)
            .setStateVersion(version)
            .setMessage(message)
            .setAt(Instant.now())
            .build();
    producer.send(new ProducerRecord<>(Topics.RUN_UPDATES.name(), run, update)).get();
    return update;
  }

  @Override
  public void close() {
    consumer.close();
    producer.close();
  }
}
