package dev.uplink.benchmarks.memory;

import dev.uplink.benchmarks.latency.Watch;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topics;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Finishes every run as soon as it is started: runs that stay open would pile up. */
final class PromptScheduler implements AutoCloseable {
  private final Producer<String, RunUpdate> producer;
  private final Watch<RunCommand> commands;
  private final InstantSource clock;

  PromptScheduler(String kafka, AvroSerdes serdes, InstantSource clock) {
    this.clock = clock;
    this.producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka),
            new StringSerializer(),
            serdes.serializer(Topics.RUN_UPDATES));
    this.commands =
        new Watch<>(
            kafka,
            Topics.RUN_COMMANDS.name(),
            serdes.deserializer(Topics.RUN_COMMANDS),
            (record, nanos) -> obey(record.value()));
  }

  private void obey(RunCommand command) {
    if (command.getAction() == RunAction.START) {
      RunUpdate update =
          RunUpdate.newBuilder()
              .setRunId(command.getRunId())
              .setState("FINISHED")
              .setStateVersion(1)
              .setAt(clock.instant())
              .build();
      var _ =
          producer.send(
              new ProducerRecord<>(Topics.RUN_UPDATES.name(), command.getRunId(), update));
    }
  }

  @Override
  public void close() {
    commands.close();
    producer.close();
  }
}
