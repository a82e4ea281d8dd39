package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.controlplane.Api.Answer;
import dev.uplink.ingress.controlplane.delivery.projection.Told;
import dev.uplink.ingress.controlplane.trigger.DecisionFeed;
import dev.uplink.ingress.fixture.Broker;
import dev.uplink.ingress.fixture.TopicReader;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deliveries that are put through again. */
class ReplaysIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Api api = new Api();
  private final Answer integration = new Samples(api).cloudIntegration(Api.unique("Int"), "root");
  private final String repository = "acme/" + Api.unique("net").replace(' ', '-');
  private final String key = "acme/bitbucket-cloud/" + repository;

  @BeforeEach
  void untilDecisionsAreHeard() {
    await().until(RunningIngress.instance().bean(DecisionFeed.class)::isListening);
  }

  @Test
  void theBytesGoThroughAgainAsADeliveryOfItsOwn() {
    String id = pushed();
    RawWebhook original = lastWebhook();

    CompletableFuture<Answer> answer =
        CompletableFuture.supplyAsync(() -> api.post("/deliveries/" + id + "/replay", ""));
    RawWebhook again = await().until(this::lastWebhook, webhook -> webhook.getReplayOf() != null);
    decide(again);

    assertThat(again.getReplayOf()).isEqualTo(id);
    assertThat(again.getBody()).isEqualTo(original.getBody());
    assertThat(again.getSecretId()).isEqualTo(original.getSecretId());
    assertThat(answer.join().status()).isEqualTo(201);
    assertThat(answer.join().text("deliveryId")).isEqualTo(again.getDeliveryId());
    assertThat(answer.join().body().at("/decision/outcomeCounts/deduplicated").asInt())
        .isEqualTo(1);
    JsonNode entry = api.get("/audit?entityId=" + id).body().at("/items/0");
    assertThat(entry.path("action").asText()).isEqualTo("delivery.replay");
    assertThat(entry.at("/after/deliveryId").asText()).isEqualTo(again.getDeliveryId());
    await()
        .until(() -> api.get("/deliveries/" + again.getDeliveryId()).text("replayOf"), id::equals);
  }

  @Test
  void askedForTwiceUnderOneKeyItIsDoneOnce() {
    String id = pushed();

    Answer first = replayUnderKey(id);
    Answer second = replayUnderKey(id);

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.body().get("decision").isNull()).isTrue();
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(TopicReader.committedKeys(Topics.WEBHOOKS)).filteredOn(key::equals).hasSize(2);
  }

  @Test
  void aDatabaseThatFailsBehindThePublicationTakesNothingBackAndTheAnswerSaysSo() {
    String id = pushed();

    Answer answer = whileItsReplayFailsAtTheCommit(id, () -> replayUnderKey(id));

    assertThat(answer.problem()).isEqualTo("503 REPLAY_UNRECORDED");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.text("detail")).contains(lastWebhook().getDeliveryId());
    assertThat(lastWebhook().getReplayOf()).isEqualTo(id);
    // The same key makes the same delivery, so whoever sends it again has it decided once.
    assertThat(replayUnderKey(id).text("deliveryId")).isEqualTo(lastWebhook().getDeliveryId());
  }

  private static Answer whileItsReplayFailsAtTheCommit(String id, Supplier<Answer> replay) {
    failAtTheCommitOfItsReplay(id);
    try {
      return replay.get();
    } finally {
      Rows.change(RunningIngress.instance().database(), "DROP FUNCTION fail_replay CASCADE");
    }
  }

  private static void failAtTheCommitOfItsReplay(String id) {
    Rows.change(
        RunningIngress.instance().database(),
        """
        CREATE FUNCTION fail_replay() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN RAISE EXCEPTION USING ERRCODE = '57P01'; END $$;
        CREATE CONSTRAINT TRIGGER fail_replay AFTER INSERT ON audit_entries
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.entity_id = '%s')
          EXECUTE FUNCTION fail_replay()\
        """
            .formatted(id));
  }

  @Test
  void whatTheTopicHasLetGoOfIsGone() throws Exception {
    String id = pushed();
    JsonNode place = api.get("/deliveries/" + id).body();
    TopicPartition partition =
        new TopicPartition(Topics.WEBHOOKS.name(), place.get("partition").asInt());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", Broker.bootstrapServers()))) {
      long after = place.get("offset").asLong() + 1;
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(after))).all().get();
    }

    assertThat(api.post("/deliveries/" + id + "/replay", "").problem())
        .isEqualTo("410 DELIVERY_EXPIRED");
    assertThat(api.get("/deliveries/" + id).status()).isEqualTo(200);
    assertThat(api.get("/audit?entityId=" + id).body().get("items")).isEmpty();
  }

  @Test
  void nothingIsTakenForAnIntegrationThatIsGone() {
    String id = pushed();
    api.delete("/integrations/" + integration.id());

    assertThat(api.post("/deliveries/" + id + "/replay", "").problem())
        .isEqualTo("409 INTEGRATION_DELETED");
    assertThat(api.get("/deliveries/" + id).text("integrationId")).isEqualTo(integration.id());
  }

  @Test
  void whatIsNotThereCannotBeReplayed() {
    assertThat(api.post("/deliveries/none/replay", "").problem()).isEqualTo("404 NOT_FOUND");
    assertThat(api.post("/deliveries/none/replay", "{'force': true}").problem())
        .isEqualTo("400 FIELD_UNKNOWN force");
  }

  /** The id of a delivery whose bytes can be found. */
  private String pushed() {
    String id = new Bitbucket(integration).push(repository);
    await().until(() -> api.get("/deliveries/" + id).body().path("offset").isNumber());
    return id;
  }

  private Answer replayUnderKey(String id) {
    return api.send(
        api.request("POST", "/deliveries/" + id + "/replay", "{}")
            .header("Idempotency-Key", "once-" + id));
  }

  private RawWebhook lastWebhook() {
    try (TopicReader topic = new TopicReader(Topics.WEBHOOKS)) {
      var record = topic.lastOf(key, SOON);
      return RunningIngress.instance()
          .serdes()
          .deserializer(Topics.WEBHOOKS)
          .deserialize(record.topic(), record.value());
    }
  }

  private void decide(RawWebhook webhook) {
    Decision decision =
        Decision.newBuilder(
                Told.decision(webhook.getDeliveryId(), integration.id(), OutcomeType.DEDUPLICATED))
            .setReplayOf(webhook.getReplayOf())
            .build();
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", Broker.bootstrapServers()),
            new StringSerializer(),
            RunningIngress.instance().serdes().serializer(Topics.DECISIONS))) {
      var _ = producer.send(new ProducerRecord<>(Topics.DECISIONS.name(), key, decision));
    }
  }
}
