package dev.uplink.examples;

import dev.uplink.local.part.KafkaCluster;
import dev.uplink.local.part.KafkaNode;
import dev.uplink.local.part.KafkaPart;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.TopicVerifier;
import dev.uplink.schemas.topic.Topics;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Local mode's broker inside this process, and Uplink's side of a scheduler's two topics. */
final class Broker implements AutoCloseable {
  private final AvroSerdes serdes = AvroSerdes.over(new InMemorySchemaRegistry());
  private final List<RunUpdate> updates = new ArrayList<>();
  private final KafkaPart part;
  private final KafkaCluster cluster;
  private final KafkaProducer<String, RunCommand> producer;
  private final RunTopics reader;

  Broker(Path folder) throws IOException {
    KafkaNode node = new KafkaNode(1, freePort(), freePort(), folder, Set.of());
    cluster = new KafkaCluster(List.of(node), Map.of());
    part = new KafkaPart(cluster, node);
    part.start();
    Map<String, Object> config = Map.of("bootstrap.servers", cluster.bootstrap());
    try (Admin admin = Admin.create(config)) {
      new TopicVerifier(admin, Duration.ofMinutes(1))
          .create(List.of(Topics.RUN_COMMANDS, Topics.RUN_UPDATES), (short) 1);
    }
    producer =
        new KafkaProducer<>(config, new StringSerializer(), serdes.serializer(Topics.RUN_COMMANDS));
    reader = topics();
  }

  /** For a scheduler of its own. */
  RunTopics topics() {
    return new RunTopics(KafkaAccess.open(cluster.bootstrap()), serdes);
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
    part.stop();
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

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
