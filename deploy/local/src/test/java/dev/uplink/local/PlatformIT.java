package dev.uplink.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.serde.ConfluentApiRegistry;
import dev.uplink.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the services stand on: real Kafka, PostgreSQL and registry. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlatformIT {
  private LocalUplink uplink;

  @BeforeAll
  void start(@TempDir Path data) {
    uplink = LocalUplink.prepare(TestSettings.in(data), Progress.on(System.out));
    uplink.startPlatform();
  }

  @AfterAll
  void stop() {
    uplink.close();
  }

  @Test
  void aRecordComesBackAsItWasWritten() throws Exception {
    RunUpdate update = update("a".repeat(16) + "." + "b".repeat(32));
    try (KafkaProducer<String, RunUpdate> producer = producer()) {
      producer
          .send(new ProducerRecord<>(Topics.RUN_UPDATES.name(), update.getRunId(), update))
          .get();
    }

    assertThat(TestTopics.all(uplink, Topics.RUN_UPDATES)).contains(update);
  }

  @Test
  void schemasKeepTheirIdsWhenTheRegistryAndItsDatabaseAreKilled() {
    Map<String, Integer> before = ids();

    uplink.kill(PartName.REGISTRY);
    uplink.kill(PartName.POSTGRES);
    uplink.start(PartName.POSTGRES);
    uplink.start(PartName.REGISTRY);

    assertThat(ids()).isEqualTo(before).hasSize(Topics.ALL.size());
  }

  @Test
  void whatKafkaHeldIsThereAfterARestart() throws Exception {
    RunUpdate update = update("c".repeat(16) + "." + "d".repeat(32));
    try (KafkaProducer<String, RunUpdate> producer = producer()) {
      producer
          .send(new ProducerRecord<>(Topics.RUN_UPDATES.name(), update.getRunId(), update))
          .get();
    }

    uplink.stop(PartName.KAFKA);
    uplink.start(PartName.KAFKA);

    assertThat(TestTopics.all(uplink, Topics.RUN_UPDATES)).contains(update);
  }

  private Map<String, Integer> ids() {
    ConfluentApiRegistry registry =
        new ConfluentApiRegistry(uplink.endpoints().registry(), Duration.ofSeconds(10));
    return TestTopics.ids(registry);
  }

  private KafkaProducer<String, RunUpdate> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", uplink.endpoints().kafka()),
        new StringSerializer(),
        uplink.serdes().serializer(Topics.RUN_UPDATES));
  }

  private static RunUpdate update(String runId) {
    return RunUpdate.newBuilder()
        .setRunId(runId)
        .setState("QUEUED")
        .setStateVersion(1)
        .setAt(Instant.parse("2026-11-21T07:00:00Z"))
        .build();
  }
}
