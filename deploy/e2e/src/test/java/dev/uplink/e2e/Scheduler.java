package dev.uplink.e2e;

import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.avro.RunDelta;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topics;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A run scheduler's side of the topics. */
public final class Scheduler implements AutoCloseable {
  private final KafkaProducer<String, RunUpdate> producer;

  Scheduler(KafkaAccess kafka, AvroSerdes serdes) {
    producer =
        new KafkaProducer<>(
            kafka.with(Map.of()), new StringSerializer(), serdes.serializer(Topics.RUN_UPDATES));
  }

  public void report(String runId, String state, long stateVersion) {
    send(
        RunUpdate.newBuilder()
            .setRunId(runId)
            .setState(state)
            .setStateVersion(stateVersion)
            .setAt(Instant.now())
            .build());
  }

  void finished(String runId, long stateVersion, RunDelta delta) {
    send(
        RunUpdate.newBuilder()
            .setRunId(runId)
            .setState("FINISHED")
            .setStateVersion(stateVersion)
            .setUrl("https://runs.example.com/" + runId)
            .setDelta(delta)
            .setAt(Instant.now())
            .build());
  }

  private void send(RunUpdate update) {
    try {
      producer
          .send(new ProducerRecord<>(Topics.RUN_UPDATES.name(), update.getRunId(), update))
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
