package dev.uplink.e2e.audit;

import static dev.uplink.e2e.audit.Story.REPOSITORY;
import static dev.uplink.e2e.audit.Story.STATUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.e2e.OwnUplink;
import dev.uplink.e2e.World;
import dev.uplink.local.LocalUplink;
import dev.uplink.local.Progress;
import dev.uplink.schemas.avro.CommitStatusState;
import dev.uplink.schemas.avro.DeliveryOutcome;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code deploy/e2e/audit}, as an operator calls it, on a broker and registry without services: the
 * test plays all of them, and so can break what they would not.
 */
@OwnUplink
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditE2E {
  private final LocalUplink uplink =
      LocalUplink.prepare(World.onFreePorts(Map.of()), Progress.on(System.out));

  @TempDir Path folder;

  private record Audit(int exitCode, String report) {}

  @BeforeAll
  void startWhatTheServicesStandOn() {
    uplink.startPlatform();
  }

  @AfterAll
  void stop() {
    uplink.close();
  }

  @Test
  void itSaysWhatIsLostUntilItIsThereAndWhatIsDoubledForEver() throws Exception {
    write(Topics.WEBHOOKS, REPOSITORY, Story.webhook("d1"));
    write(Topics.RUN_COMMANDS, "stack-1", Story.start("d1", 1));
    write(Topics.RUN_UPDATES, Story.run(1), Story.update(1, "FINISHED", 1));
    write(Topics.COMMIT_STATUSES, STATUS, Story.status(CommitStatusState.SUCCESSFUL, 1));
    write(Topics.STATUS_DELIVERIES, STATUS, Story.told(DeliveryOutcome.DELIVERED, 1));

    Audit lost = audit("d1");
    assertThat(lost.report())
        .contains("EVERY_DELIVERY_ENDS: delivery d1 has neither decision nor dead letter")
        .contains("webhook repo:push d1");
    assertThat(lost.exitCode()).isOne();

    write(Topics.DECISIONS, REPOSITORY, Story.decision("d1", Story.started(1)));
    assertThat(audit("d1"))
        .isEqualTo(new Audit(0, "Every promise is kept: 1 deliveries, 6 records.\n"));

    write(Topics.RUN_COMMANDS, "stack-1", Story.start("d1", 1));
    Audit doubled = audit("d1");
    assertThat(doubled.report())
        .contains("A_COMMAND_IS_GIVEN_ONCE: command command-1 was given twice")
        .contains("decision of d1:  STARTED network");
    assertThat(doubled.exitCode()).isOne();

    assertThat(audit("d2").report()).startsWith("ACCEPTED_IS_PUBLISHED: delivery d2");
  }

  /** Not patient: nothing is on its way here. */
  private Audit audit(String accepted) throws IOException, InterruptedException {
    Path ids = Files.writeString(folder.resolve("accepted"), accepted + "\n");
    Path report = folder.resolve("report");
    ProcessBuilder builder = new ProcessBuilder(Path.of("audit").toAbsolutePath().toString());
    Map<String, String> environment = builder.environment();
    environment.put("UPLINK_KAFKA_BOOTSTRAP_SERVERS", uplink.endpoints().kafka());
    environment.put("UPLINK_SCHEMA_REGISTRY_URL", uplink.endpoints().registry().toString());
    environment.put("UPLINK_AUDIT_ACCEPTED", ids.toString());
    environment.put("UPLINK_AUDIT_PATIENCE", "PT0S");
    Process audit = builder.inheritIO().redirectOutput(report.toFile()).start();
    assertThat(audit.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Audit(audit.exitValue(), Files.readString(report));
  }

  private <V extends SpecificRecord> void write(Topic<V> topic, String key, V value)
      throws ExecutionException, InterruptedException {
    byte[] bytes = uplink.serdes().serializer(topic).serialize(topic.name(), value);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, uplink.endpoints().kafka()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic.name(), key, bytes)).get();
    }
  }
}
