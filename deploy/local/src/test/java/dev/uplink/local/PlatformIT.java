package dev.uplink.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.local.replay.DryRunProgram;
import dev.uplink.local.replay.Samples;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.serde.ConfluentApiRegistry;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
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

  @Test
  void aDryRunReadsWhatIsOnTheTopicsAndWritesNothing() throws Exception {
    write(Topics.INTEGRATIONS, "acme/bb", Samples.integration());
    write(Topics.STACKS, "acme/s1", Samples.stack(""));
    write(Topics.WEBHOOKS, Samples.KEY, Samples.push("d1", 'a', 'b'));
    write(
        Topics.DECISIONS,
        Samples.KEY,
        Samples.decision("d1", OutcomeType.REJECTED, OutcomeReason.TARGET_DISABLED, 'b'));

    assertThat(dryRun("--from", "2026-01-01T00:00:00Z"))
        .contains(
            "exit 1",
            "1 integrations, 1 stacks",
            "stack network, branch main: REJECTED TARGET_DISABLED → would START now, TRACKED",
            "Deliveries: 1 different, 0 the same");
    assertThat(dryRun("--from", "2999-01-01T00:00:00Z")).contains("exit 3");
    assertThat(TestTopics.all(uplink, Topics.DECISIONS)).hasSize(1);
    assertThat(TestTopics.all(uplink, Topics.RUN_COMMANDS)).isEmpty();
  }

  private String dryRun(String... words) {
    Map<String, String> environment =
        Map.of(
            "UPLINK_KAFKA_BOOTSTRAP_SERVERS",
            uplink.endpoints().kafka(),
            "UPLINK_SCHEMA_REGISTRY_URL",
            uplink.endpoints().registry().toString());
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, UTF_8);
    int code = DryRunProgram.run(words, environment, out, out);
    return said.toString(UTF_8) + "exit " + code;
  }

  private <T extends SpecificRecord> void write(Topic<T> topic, String key, T value)
      throws Exception {
    try (KafkaProducer<String, T> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", uplink.endpoints().kafka()),
            new StringSerializer(),
            uplink.serdes().serializer(topic))) {
      producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
    }
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
