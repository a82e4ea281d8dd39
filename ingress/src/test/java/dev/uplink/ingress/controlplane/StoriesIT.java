package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.controlplane.Api.Answer;
import dev.uplink.ingress.controlplane.database.Retention;
import dev.uplink.ingress.controlplane.delivery.projection.DeliveriesPool;
import dev.uplink.ingress.controlplane.delivery.projection.JdbcStoryWriter;
import dev.uplink.ingress.controlplane.delivery.projection.SkippedNews;
import dev.uplink.ingress.controlplane.delivery.projection.StoryNews;
import dev.uplink.ingress.controlplane.delivery.projection.Told;
import dev.uplink.ingress.controlplane.delivery.projection.ToldStory;
import dev.uplink.schemas.avro.CommitStatusState;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.DeliveryOutcome;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The story of a delivery, from what the topics tell. */
class StoriesIT {
  private final Api api = new Api();
  private final Samples samples = new Samples(api);
  private final Telling telling = new Telling(api);
  private final Answer integration = samples.cloudIntegration(Api.unique("Int"), "root");

  @Test
  void theStoryOfAPushGoesFromItsSecretToWhatBitbucketShows() {
    String run = "group." + Telling.id();
    String lookup = Telling.id();
    String id = new Bitbucket(integration).push("Acme/Net");
    // Later news before earlier ones, on purpose.
    tellStatus(DeliveryOutcome.HANDED_OVER, 2);
    tellStatus(DeliveryOutcome.DELIVERED, 1);
    tellStatus(DeliveryOutcome.HANDED_OVER, 3);
    Telling.tell(
        Topics.COMMIT_STATUSES,
        ToldStory.wanted(integration.id(), CommitStatusState.SUCCESSFUL, 2));
    Telling.tell(Topics.RUN_UPDATES, ToldStory.update(run, "FINISHED", 3));
    Telling.tell(Topics.RUN_UPDATES, ToldStory.update(run, "PLANNING", 2));
    Telling.tell(
        Topics.RUN_COMMANDS,
        ToldStory.command(Telling.id(), RunAction.STOP, "another-delivery", run, integration.id()));
    Telling.tell(Topics.LOOKUP_RESULTS, ToldStory.answered(lookup, List.of("net/main.tf")));
    Telling.tell(Topics.LOOKUP_REQUESTS, ToldStory.asked(lookup, integration.id()));
    Telling.tell(Topics.DECISIONS, decision(id, run, lookup));

    // Each is on a topic of its own: what was told first may be read last.
    await().untilAsserted(() -> assertToldWhole(telling.get(id)));
  }

  private void tellStatus(DeliveryOutcome outcome, int attempt) {
    Telling.tell(Topics.STATUS_DELIVERIES, ToldStory.told(integration.id(), outcome, 2, attempt));
  }

  private void assertToldWhole(JsonNode told) {
    assertThat(kinds(told))
        .containsExactly(
            "RECEIVED",
            "RESOLVED",
            "LOOKED_UP",
            "TARGET_STARTED",
            "TARGET_IGNORED",
            "RUN_UPDATED",
            "COMMANDED",
            "STATUS_WANTED",
            "STATUS_SHOWN");
    assertThat(step(told, "RECEIVED").path("outcome").asText()).isEqualTo("CURRENT");
    assertThat(step(told, "RESOLVED").path("text").asText())
        .contains(integration.text("slug"), "in Space root");
    assertThat(step(told, "LOOKED_UP").path("paths").path(0).asText()).isEqualTo("net/main.tf");
    assertThat(step(told, "TARGET_STARTED").path("detail").asText())
        .isEqualTo("hit by net/main.tf");
    assertThat(step(told, "TARGET_IGNORED").path("reason").asText()).isEqualTo("NO_FILES_AFFECTED");
    assertThat(text(told)).contains("2 updates");
    assertThat(step(told, "RUN_UPDATED").path("outcome").asText()).isEqualTo("FINISHED");
    assertThat(step(told, "COMMANDED").path("deliveryId").asText()).isEqualTo("another-delivery");
    assertThat(step(told, "STATUS_SHOWN").path("reason").asText()).isEqualTo("DELIVERED");
    assertThat(told.at("/decision/outcomes/0/detail").asText()).isEqualTo("hit by net/main.tf");
  }

  private Decision decision(String id, String run, String lookup) {
    DecisionOutcome started =
        DecisionOutcome.newBuilder(Told.outcome(OutcomeType.STARTED, "target-STARTED"))
            .setRunId(run)
            .setDetail("hit by net/main.tf")
            .setChangedFilesKnown(true)
            .build();
    DecisionOutcome ignored =
        DecisionOutcome.newBuilder(Told.outcome(OutcomeType.IGNORED, "target-IGNORED"))
            .setReason(OutcomeReason.NO_FILES_AFFECTED)
            .build();
    return Decision.newBuilder(Told.decision(id, integration.id()))
        .setIntegrationSlug(integration.text("slug"))
        .setSpaceId("root")
        .setOutcomes(List.of(started, ignored))
        .setLookupIds(List.of(lookup))
        .build();
  }

  @Test
  void whatIsNotDecidedNamesWhatBitbucketWasAsked() {
    String repository = Api.unique("repo").replace(" ", "-");
    String key = key(repository);
    String id = new Bitbucket(integration).push("Acme/" + repository);
    Instant received = Instant.parse(telling.shown(id, "PENDING").path("receivedAt").asText());
    Telling.tell(
        Topics.LOOKUP_REQUESTS,
        key,
        LookupRequest.newBuilder(ToldStory.asked(Telling.id(), integration.id()))
            .setRepositoryKey(key)
            .setRequestedAt(received.plusMillis(50))
            .build());

    JsonNode told = telling.shown(id, found -> kinds(found).contains("LOOKED_UP"));

    assertThat(kinds(told)).containsExactly("RECEIVED", "RESOLVED", "LOOKED_UP", "UNDECIDED");
    assertThat(step(told, "UNDECIDED").path("text").asText()).contains("it waits for that");
  }

  @Test
  void theStacksOfAnotherIntegrationAreSaidToHearOfItByThatOnesWebhook() {
    String repository = Api.unique("repo").replace(" ", "-");
    Answer other = samples.cloudIntegration(Api.unique("Int"), "root");
    stack(repository, other, "root");

    JsonNode told = telling.shown(nobodys(integration.id(), repository), "DECIDED");

    assertThat(step(told, "ATTACHED_ELSEWHERE").path("text").asText())
        .startsWith(
            "1 stack or module has this repository now through integration " + other.text("slug"));
    assertThat(step(told, "ATTACHED_ELSEWHERE").path("count").asInt()).isEqualTo(1);
  }

  @Test
  void anIntegrationThatTheCallerMayNotSeeIsNotNamed() {
    String repository = Api.unique("repo").replace(" ", "-");
    String above = samples.space("root", false);
    String space = samples.space(above, true);
    Answer other = samples.cloudIntegration(Api.unique("Int"), above);
    stack(repository, other, space);
    Api admin = samples.caller(Samples.role("ADMIN", space));
    String id =
        nobodys(samples.created(samples.cloudIntegration(Api.unique("Int"), space)), repository);
    telling.shown(id, "DECIDED");

    // The API would not take a stack's integration away from it like this, nor go on so.
    inherits(space, false);
    JsonNode seen = admin.get("/deliveries/" + id).body();
    inherits(space, true);

    assertThat(step(telling.get(id), "ATTACHED_ELSEWHERE").path("text").asText())
        .contains(other.text("slug"));
    assertThat(step(seen, "ATTACHED_ELSEWHERE").path("text").asText())
        .contains("through an integration that you may not see, by whose webhook")
        .doesNotContain(other.text("slug"));
  }

  private static void inherits(String space, boolean inherits) {
    Rows.change(
        RunningIngress.instance().database(),
        "UPDATE spaces SET inherit_entities = %s WHERE id = '%s'".formatted(inherits, space));
  }

  private void stack(String repository, Answer integration, String spaceId) {
    samples.created(
        api.post(
            "/stacks",
            "{'name': '%s', 'spaceId': '%s', %s}"
                .formatted(
                    Api.unique("Stack"),
                    spaceId,
                    Samples.source(integration.id()).replace("'Net'", "'" + repository + "'"))));
  }

  /** A delivery of which the integration has no stack. */
  private static String nobodys(String integrationId, String repository) {
    String id = Telling.id();
    Telling.tell(
        Topics.DECISIONS,
        key(repository),
        Decision.newBuilder(Told.decision(id, integrationId))
            .setRepository(repository)
            .setIgnoredReason(IgnoredReason.NO_TARGETS)
            .build());
    return id;
  }

  private static String key(String repository) {
    return "acme/bitbucket-cloud/acme/" + repository.toLowerCase(Locale.ROOT);
  }

  @Test
  void aSecretThatWasRotatedIsAPreviousOne() {
    api.post("/integrations/" + integration.id() + "/rotate-secret", "{}");

    String id = new Bitbucket(integration).push("Acme/Net");

    JsonNode told = telling.shown(id, "PENDING");
    assertThat(kinds(told)).containsExactly("RECEIVED", "RESOLVED", "UNDECIDED");
    assertThat(step(told, "RECEIVED").path("outcome").asText()).isEqualTo("PREVIOUS");
  }

  @Test
  void whatIsWrittenAgainInAnyOrderChangesNothing() {
    String run = "group." + Telling.id();
    String lookup = Telling.id();
    var place =
        new StoryNews.StatusPlace(integration.id(), Told.REPOSITORY, ToldStory.COMMIT, "key");
    List<StoryNews> news =
        new ArrayList<>(
            List.of(
                new StoryNews.RunReported(run, Told.AT, "PLANNING", 1, null, null, 10),
                new StoryNews.RunReported(
                    run, Told.AT.plusSeconds(1), "FINISHED", 3, "done", null, 11),
                new StoryNews.RunReported(run, Told.AT, "APPLYING", 2, null, null, 12),
                new StoryNews.LookupAnswered(
                    lookup,
                    Told.AT,
                    "PUSH_FILES",
                    "TIMED_OUT",
                    0,
                    List.of(),
                    false,
                    null,
                    List.of(),
                    "slow"),
                new StoryNews.LookupAnswered(
                    lookup,
                    Told.AT.plusSeconds(1),
                    "PUSH_FILES",
                    "ANSWERED",
                    1,
                    List.of("a"),
                    false,
                    null,
                    List.of(),
                    null),
                new StoryNews.StatusWanted(place, Told.AT, 1, "INPROGRESS", "one", ""),
                new StoryNews.StatusWanted(place, Told.AT, 2, "FAILED", "two", ""),
                new StoryNews.StatusTold(place, Told.AT, 1, "INPROGRESS", "WILL_RETRY", 500, 1, ""),
                new StoryNews.StatusTold(
                    place, Told.AT.plusSeconds(1), 1, "INPROGRESS", "DELIVERED", 201, 2, null)));
    JdbcStoryWriter writer =
        new JdbcStoryWriter(
            RunningIngress.instance().bean(DeliveriesPool.class).dataSource(),
            new SkippedNews(new SimpleMeterRegistry()));

    writer.write(news);
    writer.write(news);
    Collections.reverse(news);
    writer.write(news);

    assertThat(row("state || updates || message FROM story_runs WHERE id = '" + run + "'"))
        .isEqualTo("FINISHED3done");
    assertThat(row("outcome || paths[1] FROM story_lookups WHERE id = '" + lookup + "'"))
        .isEqualTo("ANSWEREDa");
    assertThat(
            row(
                "wanted_state || told_outcome FROM story_statuses WHERE integration_id = '%s'"
                    .formatted(integration.id())))
        .isEqualTo("FAILEDDELIVERED");
  }

  @Test
  void stepsAboutTargetsThatTheCallerMayNotSeeAreCountedOnly() {
    String space = samples.space("root", false);
    String beside = samples.space("root", false);
    Api admin = samples.caller(Samples.role("ADMIN", space));
    String local = samples.created(samples.cloudIntegration(Api.unique("Int"), space));
    String elsewhere =
        samples.created(
            samples.stack(
                samples.created(samples.cloudIntegration(Api.unique("Int"), beside)), beside));
    String id = Telling.id();
    Telling.tell(
        Topics.DECISIONS,
        Decision.newBuilder(Told.decision(id, local, OutcomeType.STARTED))
            .setOutcomes(
                List.of(
                    Told.outcome(OutcomeType.IGNORED, elsewhere),
                    Told.outcome(OutcomeType.IGNORED, "one that is gone")))
            .build());
    telling.shown(id, "DECIDED");

    JsonNode all = telling.get(id);
    JsonNode seen = admin.get("/deliveries/" + id).body();

    assertThat(kinds(all)).doesNotContain("HIDDEN");
    assertThat(seen.path("story").findValuesAsText("targetId")).doesNotContain(elsewhere);
    assertThat(kinds(seen)).containsOnlyOnce("TARGET_IGNORED");
    assertThat(all.at("/decision/outcomes").findValuesAsText("targetId")).contains(elsewhere);
    assertThat(seen.at("/decision/outcomes").findValuesAsText("targetId"))
        .containsExactly("one that is gone");
    assertThat(step(seen, "HIDDEN").path("count").asInt()).isEqualTo(1);
  }

  @Test
  void whatIsTooOldIsSwept() {
    String run = "group." + Telling.id();
    Rows.change(
        RunningIngress.instance().database(),
        """
        INSERT INTO story_runs (id, at, state, state_version, state_at, updates, last_offset)
        VALUES ('%s', now() - interval '31 days', 'QUEUED', 1, now(), 1, 1)
        """
            .formatted(run));

    RunningIngress.instance().beans(Retention.class).forEach(Retention::sweep);

    assertThat(row("count(*) FROM story_runs WHERE id = '" + run + "'")).isEqualTo("0");
  }

  private static String row(String query) {
    return Rows.one(RunningIngress.instance().database(), "SELECT " + query);
  }

  /** But for stacks of other tests, which have the same repository. */
  private static List<String> kinds(JsonNode delivery) {
    return delivery.path("story").findValuesAsText("kind").stream()
        .filter(kind -> !kind.startsWith("ATTACHED_"))
        .toList();
  }

  private static String text(JsonNode delivery) {
    return delivery.path("story").toString();
  }

  private static JsonNode step(JsonNode delivery, String kind) {
    return StreamSupport.stream(delivery.path("story").spliterator(), false)
        .filter(step -> step.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " in " + delivery));
  }
}
