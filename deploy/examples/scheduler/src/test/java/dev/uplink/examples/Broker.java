package dev.uplink.examples;

import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.fixture.part.TestKafka;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker, and Uplink's side of a scheduler's two topics. */
final class Broker implements AutoCloseable {
  private final AvroSerdes serdes = AvroSerdes.over(new InMemorySchemaRegistry());
  private final List<RunUpdate> updates = new ArrayList<>();
  private final TestKafka kafka;
  private final KafkaProducer<String, RunCommand> producer;
  private final RunTopics reader;

  Broker(Path folder) {
    kafka = TestKafka.start(folder);
    kafka.create(List.of(Topics.RUN_COMMANDS, Topics.RUN_UPDATES));
    Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
    producer =
        new KafkaProducer<>(config, new StringSerializer(), serdes.serializer(Topics.RUN_COMMANDS));
    reader = topics();
  }

  /** For a scheduler of its own. */
  RunTopics topics() {
    return new RunTopics(KafkaAccess.open(kafka.bootstrapServers()), serdes);
  }

  void command(RunAction action, String run) throws Exception {
    send(sample(run).setAction(action).build());
  }

  /** More is known: it was for this pull request. */
  void update(String run, long pullRequest) throws Exception {
    send(sample(run).setAction(RunAction.UPDATE).setPullRequestId(pullRequest).build());
  }

  /** What schedulers have said of a run so far, in the order in which they said it. */
  List<RunUpdate> updatesOf(String run) {
    reader.readToEnd(command -> {}, updates::add);
    return updates.stream().filter(update -> update.getRunId().equals(run)).toList();
  }

  @Override
  public void close() {
    reader.close();
    producer.close();
    kafka.close();
  }

  private void send(RunCommand command) throws Exception {
    producer
        .send(new ProducerRecord<>(Topics.RUN_COMMANDS.name(), command.getTargetId(), command))
        .get();
  }

  private static RunCommand.Builder sample(String run) {
    return RunCommand.newBuilder()
        .setCommandId("c1")
        .setRunId(run)
        .setRunType(RunType.PROPOSED)
        .setTargetId("s1")
        .setTargetSlug("network")
        .setTargetKind(TargetKind.STACK)
        .setAccountId("acme")
        .setSpaceId("root")
        .setIntegrationId("i1")
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setNamespace("acme")
        .setRepository("infrastructure")
        .setBranch("fix")
        .setCommitSha("0123456789abcdef0123456789abcdef01234567")
        .setProjectRoot("")
        .setChangedFilesKnown(true)
        .setDeliveryId("d1")
        .setIssuedAt(Instant.now());
  }
}
