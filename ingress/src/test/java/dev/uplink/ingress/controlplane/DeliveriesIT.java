package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.controlplane.Api.Answer;
import dev.uplink.ingress.controlplane.database.Retention;
import dev.uplink.ingress.controlplane.delivery.DeadEnd;
import dev.uplink.ingress.controlplane.delivery.DecisionView;
import dev.uplink.ingress.controlplane.delivery.Subject;
import dev.uplink.ingress.controlplane.delivery.projection.DeliveriesPool;
import dev.uplink.ingress.controlplane.delivery.projection.JdbcNewsWriter;
import dev.uplink.ingress.controlplane.delivery.projection.News;
import dev.uplink.ingress.controlplane.delivery.projection.SkippedNews;
import dev.uplink.ingress.controlplane.delivery.projection.Told;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the topics tell of deliveries, as the API shows it. */
class DeliveriesIT {
  private final Api api = new Api();
  private final Answer integration = new Samples(api).cloudIntegration(Api.unique("Int"), "root");
  private final Telling telling = new Telling(api);
  private final Bitbucket bitbucket = new Bitbucket(integration);
  private final String repository = "Acme/" + Api.unique("net").replace(' ', '-');

  @Test
  void anAcceptedWebhookIsPendingUntilItIsDecided() {
    String id = bitbucket.push(repository);

    JsonNode pending = telling.shown(id, "PENDING");
    assertThat(pending.path("eventKey").asText()).isEqualTo("repo:push");
    assertThat(pending.path("integrationId").asText()).isEqualTo(integration.id());
    assertThat(pending.path("requestId").asText()).isEqualTo("request-of-" + repository);
    assertThat(pending.path("attempt").asInt()).isEqualTo(2);
    assertThat(pending.path("secretId").asText())
        .isEqualTo(details().at("/webhookSecrets/0/id").asText());
    assertThat(pending.path("repository").asText())
        .isEqualTo(repository.substring("Acme/".length()));
    assertThat(pending.path("decision").isNull()).isTrue();

    Telling.tell(Topics.DECISIONS, Told.decision(id, integration.id(), OutcomeType.STARTED));

    JsonNode decided = telling.shown(id, "DECIDED");
    assertThat(decided.path("namespace").asText()).isEqualTo("Acme");
    assertThat(decided.at("/decision/outcomeCounts/started").asInt()).isEqualTo(1);
    assertThat(decided.at("/decision/outcomes/0/targetId").asText()).isEqualTo("target-STARTED");
    assertThat(decided.path("secretId")).isEqualTo(pending.path("secretId"));
    assertThat(decided.path("receivedAt")).isEqualTo(pending.path("receivedAt"));
  }

  @Test
  void itDoesNotMatterWhichRecordIsReadFirst() {
    String id = Telling.id();
    Telling.tell(Topics.DECISIONS, Told.decision(id, integration.id(), OutcomeType.IGNORED));
    telling.shown(id, "DECIDED");

    Telling.tell(Topics.WEBHOOKS, Told.webhook(id, integration.id()));

    await().until(() -> telling.get(id).path("requestId").asText().equals("request-1"));
    assertThat(telling.get(id).path("status").asText()).isEqualTo("DECIDED");
  }

  @Test
  void whatCouldNotBeUnderstoodEndsAsADeadLetter() {
    String id = bitbucket.push(repository);
    telling.shown(id, "PENDING");

    Telling.tell(Topics.DEAD_LETTERS, Told.deadLetter(id, Topics.WEBHOOKS.name()));

    JsonNode dead = telling.shown(id, "DEAD_LETTER");
    assertThat(dead.at("/deadLetter/reason").asText()).isEqualTo("NOT_JSON");
    assertThat(ids("outcome=DEAD_LETTER")).containsExactly(id);
    assertThat(ids("outcome=PENDING")).isEmpty();
  }

  @Test
  void aDecisionThatIsReadTwiceIsShownOnce() {
    String id = Telling.id();
    Decision decision =
        Told.decision(id, integration.id(), OutcomeType.REJECTED, OutcomeType.STOPPED);
    Telling.tell(Topics.DECISIONS, decision);
    Telling.tell(Topics.DECISIONS, decision);
    String later = Telling.id();
    Telling.tell(Topics.DECISIONS, Told.decision(later, integration.id()));
    telling.shown(later, "DECIDED");

    JsonNode shown = telling.get(id).path("decision");
    assertThat(shown.path("outcomes").findValuesAsText("outcome"))
        .containsExactly("REJECTED", "STOPPED");
    assertThat(shown.at("/outcomeCounts/rejected").asInt()).isEqualTo(1);
  }

  @Test
  void whatIsDecidedAgainTakesThePlaceOfWhatWas() {
    String id = Telling.id();
    Telling.tell(
        Topics.DECISIONS,
        Told.decision(id, integration.id(), OutcomeType.STARTED, OutcomeType.STARTED));
    telling.shown(id, "DECIDED");
    Telling.tell(Topics.DECISIONS, Told.decision(id, integration.id(), OutcomeType.DEDUPLICATED));

    await()
        .untilAsserted(
            () ->
                assertThat(
                        telling
                            .get(id)
                            .path("decision")
                            .path("outcomes")
                            .findValuesAsText("outcome"))
                    .containsExactly("DEDUPLICATED"));
    assertThat(telling.get(id).at("/decision/outcomeCounts/started").asInt()).isZero();
  }

  @Test
  void whatTheDatabaseNeverTakesHoldsUpNothing() {
    String good = Telling.id();
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    JdbcNewsWriter writer =
        new JdbcNewsWriter(
            RunningIngress.instance().bean(DeliveriesPool.class).dataSource(),
            new SkippedNews(meters));

    // No index has room for such a key.
    writer.write(
        List.of(
            dead(Telling.id(), new Random(1).ints(6_000, 'a', 'z').boxed().toList().toString()),
            dead(good, Told.REPOSITORY)));

    assertThat(telling.get(good).path("status").asText()).isEqualTo("DEAD_LETTER");
    assertThat(meters.get("uplink.deliveries.skipped").tag("reason", "refused").counter().count())
        .isEqualTo(1);
  }

  private static News dead(String id, String repositoryKey) {
    return new News.GivenUp(
        new Subject(id, "acme", Told.AT, Provider.BITBUCKET_CLOUD, repositoryKey, null, null, null),
        new DeadEnd(Told.AT, "stage", "NOT_JSON", "message"));
  }

  @Test
  void aListIsNarrowedToOneOfEach() {
    String started = Telling.id();
    String ignored = Telling.id();
    Telling.tell(Topics.DECISIONS, Told.decision(started, integration.id(), OutcomeType.STARTED));
    Telling.tell(Topics.DECISIONS, Told.decision(ignored, integration.id(), OutcomeType.IGNORED));
    telling.shown(started, "DECIDED");
    telling.shown(ignored, "DECIDED");

    assertThat(ids("outcome=STARTED")).containsExactly(started);
    assertThat(ids("outcome=IGNORED")).containsExactly(ignored);
    assertThat(ids("targetId=target-STARTED")).containsExactly(started);
    assertThat(ids("commitSha=" + "c".repeat(40))).containsExactlyInAnyOrder(started, ignored);
    assertThat(ids("commitSha=" + "c".repeat(7))).containsExactlyInAnyOrder(started, ignored);
    assertThat(ids("commitSha=" + "d".repeat(40))).isEmpty();
    assertThat(ids("commitSha=" + "c".repeat(7) + "d")).isEmpty();
    assertThat(ids("provider=BITBUCKET_CLOUD&repository=ACME/net")).hasSize(2);
    assertThat(ids("provider=BITBUCKET_DATACENTER&repository=acme/net")).isEmpty();
    assertThat(api.get("/deliveries?outcome=LOST").problem())
        .isEqualTo("400 FIELD_INVALID outcome");
  }

  @Test
  void pagesGoBackInTimeAndShowOnlyTheFirstOutcomes() {
    OutcomeType[] many = new OutcomeType[DecisionView.SHOWN_IN_LISTS + 2];
    Arrays.fill(many, OutcomeType.IGNORED);
    String first = bitbucket.push(repository);
    telling.shown(first, "PENDING");
    String second = bitbucket.push(repository);
    telling.shown(second, "PENDING");
    Telling.tell(Topics.DECISIONS, Told.decision(second, integration.id(), many));
    telling.shown(second, "DECIDED");

    Answer newest = api.get("/deliveries?limit=1&integrationId=" + integration.id());
    Answer next =
        api.get(
            "/deliveries?limit=1&integrationId=%s&cursor=%s"
                .formatted(integration.id(), newest.text("nextCursor")));

    assertThat(newest.body().at("/items/0/id").asText()).isEqualTo(second);
    assertThat(newest.body().at("/items/0/decision/outcomes")).hasSize(DecisionView.SHOWN_IN_LISTS);
    assertThat(newest.body().at("/items/0/decision/outcomeCounts/ignored").asInt())
        .isEqualTo(many.length);
    assertThat(telling.get(second).at("/decision/outcomes")).hasSize(many.length);
    assertThat(next.body().at("/items/0/id").asText()).isEqualTo(first);
    assertThat(next.body().get("nextCursor").isNull()).isTrue();
  }

  @Test
  void whoAdministersASpaceSeesThoseOfItsIntegrationsNewestFirst() {
    Samples samples = new Samples(api);
    String space = samples.space("root", false);
    Api admin = samples.caller(Samples.role("ADMIN", space));
    String one = samples.cloudIntegration(Api.unique("Int"), space).id();
    String another = samples.cloudIntegration(Api.unique("Int"), space).id();
    List<String> ids = List.of(Telling.id(), Telling.id(), Telling.id());
    Telling.tell(Topics.DECISIONS, decision(ids.get(0), one, 1));
    Telling.tell(Topics.DECISIONS, decision(ids.get(1), another, 2));
    Telling.tell(Topics.DECISIONS, decision(ids.get(2), one, 3));
    ids.forEach(id -> telling.shown(id, "DECIDED"));

    Answer newest = admin.get("/deliveries?limit=2");
    Answer next = admin.get("/deliveries?limit=2&cursor=" + newest.text("nextCursor"));

    assertThat(newest.body().get("items").findValuesAsText("id"))
        .containsExactly(ids.get(2), ids.get(1));
    assertThat(next.body().get("items").findValuesAsText("id")).containsExactly(ids.get(0));
    assertThat(
            admin
                .get("/deliveries?repository=acme/net&commitSha=%s".formatted("c".repeat(40)))
                .body()
                .get("items"))
        .hasSize(3);
    assertThat(admin.get("/deliveries?targetId=target-STARTED&outcome=IGNORED").body().get("items"))
        .isEmpty();
  }

  private static Decision decision(String id, String integrationId, int second) {
    return Decision.newBuilder(Told.decision(id, integrationId, OutcomeType.STARTED))
        .setDecidedAt(Told.AT.plusSeconds(second))
        .build();
  }

  @Test
  void triggersAreShownWithWhatTheyLedTo() {
    String id = Telling.id();
    Decision decision =
        Decision.newBuilder(Told.decision(id, integration.id(), OutcomeType.STARTED))
            .setEventKey("uplink:trigger")
            .build();

    Telling.tell(Topics.DECISIONS, decision);

    assertThat(telling.shown(id, "DECIDED").path("eventKey").asText()).isEqualTo("uplink:trigger");
  }

  @Test
  void whatIsTooOldIsSwept() {
    String old = Telling.id();
    Telling.tell(Topics.DECISIONS, Told.decision(old, integration.id(), OutcomeType.STARTED));
    telling.shown(old, "DECIDED");
    Rows.change(
        RunningIngress.instance().database(),
        "UPDATE deliveries SET at = now() - interval '31 days' WHERE id = '%1$s';".formatted(old)
            + "UPDATE delivery_outcomes SET at = now() - interval '31 days'"
            + " WHERE delivery_id = '%s'".formatted(old));

    RunningIngress.instance().beans(Retention.class).forEach(Retention::sweep);

    assertThat(api.get("/deliveries/" + old).problem()).isEqualTo("404 NOT_FOUND");
    assertThat(
            Rows.one(
                RunningIngress.instance().database(),
                "SELECT count(*) FROM delivery_outcomes WHERE delivery_id = '" + old + "'"))
        .isEqualTo("0");
  }

  private List<String> ids(String query) {
    return api.get("/deliveries?integrationId=" + integration.id() + "&" + query)
        .body()
        .get("items")
        .findValuesAsText("id");
  }

  private JsonNode details() {
    return api.get("/integrations/" + integration.id() + "/details").body();
  }
}
