package dev.uplink.local.scheduler;

import dev.uplink.local.topic.WholeTopic;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Reads every run command from the beginning, after every update that was ever published: the two
 * topics are its memory, so it has no offsets to commit and nothing is lost when it is killed.
 */
final class SampleScheduler implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(50);

  private final WholeTopic<RunUpdate> updates;
  private final WholeTopic<RunCommand> commands;
  private final Producer<String, RunUpdate> producer;
  private final RunLedger ledger;
  private final InstantSource clock;
  private final Thread thread = new Thread(this::run, "sample-scheduler");
  private volatile boolean closing;

  SampleScheduler(KafkaAccess kafka, AvroSerdes serdes, RunLedger ledger, InstantSource clock) {
    this.updates = new WholeTopic<>(kafka, serdes, Topics.RUN_UPDATES);
    this.commands = new WholeTopic<>(kafka, serdes, Topics.RUN_COMMANDS);
    this.producer =
        new KafkaProducer<>(
            kafka.with(
                Map.of(
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                    true)),
            new StringSerializer(),
            serdes.serializer(Topics.RUN_UPDATES));
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Trouble is told when it ends by itself. */
  void start(Consumer<Throwable> trouble) {
    thread.setUncaughtExceptionHandler((failed, failure) -> trouble.accept(failure));
    thread.start();
  }

  @Override
  public void close() {
    closing = true;
    commands.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (updates;
        commands;
        producer) {
      updates.readToEnd(this::recall);
      while (!closing) {
        commands.poll(TICK).forEach(this::obey);
        publish(ledger.due(clock.instant()));
      }
    } catch (WakeupException e) {
      if (!closing) {
        throw e;
      }
    }
  }

  private void recall(RunUpdate update) {
    ledger.recall(update.getRunId(), update.getStateVersion(), RunRecordMapper.hasEnded(update));
  }

  private void obey(ConsumerRecord<String, RunCommand> command) {
    publish(ledger.order(RunRecordMapper.toOrder(command.value()), clock.instant()));
  }

  /** Returns when Kafka has them: what could not be published must not count as done. */
  private void publish(List<RunReport> reports) {
    List<Future<RecordMetadata>> sent =
        reports.stream().map(RunRecordMapper::toUpdate).map(this::send).toList();
    try {
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a run update was not published", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Future<RecordMetadata> send(RunUpdate update) {
    return producer.send(
        new ProducerRecord<>(Topics.RUN_UPDATES.name(), update.getRunId(), update));
  }
}
