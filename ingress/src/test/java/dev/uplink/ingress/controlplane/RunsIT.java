package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.controlplane.Api.Answer;
import dev.uplink.ingress.controlplane.trigger.DecisionFeed;
import dev.uplink.ingress.controlplane.trigger.FakeProcessor;
import dev.uplink.ingress.fixture.Broker;
import dev.uplink.ingress.fixture.TopicReader;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.TriggerRequest;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunsIT {
  private final Api api = new Api();
  private final Samples samples = new Samples(api);
  private final String repository = Api.unique("repo").replace(' ', '-');

  @BeforeEach
  void untilDecisionsAreHeard() {
    await().until(RunningIngress.instance().bean(DecisionFeed.class)::isListening);
  }

  @Test
  void aRunIsAnsweredWithItsIdOnceTheProcessorHasDecided() {
    String stack = stack();

    var answer = answerTo(stack, "{'type': 'TRACKED', 'commitSha': '" + "a".repeat(40) + "'}");
    TriggerRequest request = request();
    decide(FakeProcessor.starts(request, "group.run"));

    assertThat(request.getRunType()).isEqualTo(RunType.TRACKED);
    assertThat(request.getTargetId()).isEqualTo(stack);
    assertThat(answer.join().status()).isEqualTo(201);
    assertThat(answer.join().text("runId")).isEqualTo("group.run");
    assertThat(answer.join().text("deliveryId")).isEqualTo(request.getTriggerId());
  }

  @Test
  void aRefusalIsAnsweredWithTheDecisionsReason() {
    var answer = answerTo(stack(), "{'type': 'PROPOSED'}");

    decide(FakeProcessor.rejects(request(), OutcomeReason.COMMIT_UNKNOWN));

    assertThat(answer.join().problem()).isEqualTo("422 COMMIT_UNKNOWN");
  }

  @Test
  void aDecisionThatDoesNotComeInTimeLeavesTheTriggersId() {
    Answer answer = api.post("/stacks/" + stack() + "/runs", "{'type': 'TRACKED'}");

    assertThat(answer.problem()).isEqualTo("504 DECISION_PENDING");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.text("detail")).contains(request().getTriggerId());
  }

  @Test
  void aDetachedStackIsRefusedBeforeAnythingElseIsLookedAt() {
    String integration = samples.cloudIntegration(Api.unique("Int"), "root").id();
    String stack = samples.created(samples.stack(integration, "root"));
    api.patch("/stacks/" + stack, "{'isDisabled': true}");
    api.delete("/integrations/" + integration);

    assertThat(api.post("/stacks/" + stack + "/runs", "not even JSON").problem())
        .isEqualTo("409 VCS_DETACHED");
    assertThat(api.send(api.request("POST", "/stacks/" + stack + "/runs", null)).problem())
        .isEqualTo("409 VCS_DETACHED");
  }

  @Test
  void aDisabledStackIsRefused() {
    String stack = stack();
    api.patch("/stacks/" + stack, "{'isDisabled': true}");

    assertThat(api.post("/stacks/" + stack + "/runs", "{'type': 'TRACKED'}").problem())
        .isEqualTo("409 TARGET_DISABLED");
  }

  @Test
  void aShortCommitIsRefused() {
    String body = "{'type': 'TRACKED', 'commitSha': 'abc1234'}";

    assertThat(api.post("/stacks/" + stack() + "/runs", body).problem())
        .isEqualTo("400 FIELD_INVALID commitSha");
  }

  private String stack() {
    String integration = samples.cloudIntegration(Api.unique("Int"), "root").id();
    String body = "{'name': '%s', %s}".formatted(Api.unique("Stack"), Samples.source(integration));
    return samples.created(api.post("/stacks", body.replace("'Net'", "'" + repository + "'")));
  }

  private CompletableFuture<Answer> answerTo(String stack, String body) {
    return CompletableFuture.supplyAsync(() -> api.post("/stacks/" + stack + "/runs", body));
  }

  private TriggerRequest request() {
    try (TopicReader topic = new TopicReader(Topics.TRIGGER_REQUESTS)) {
      var record = topic.await("acme/bitbucket-cloud/acme/" + repository, Duration.ofSeconds(30));
      return RunningIngress.instance()
          .serdes()
          .deserializer(Topics.TRIGGER_REQUESTS)
          .deserialize(record.topic(), record.value());
    }
  }

  private static void decide(Decision decision) {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", Broker.bootstrapServers()),
            new StringSerializer(),
            RunningIngress.instance().serdes().serializer(Topics.DECISIONS))) {
      var _ = producer.send(new ProducerRecord<>(Topics.DECISIONS.name(), "key", decision));
    }
  }
}
