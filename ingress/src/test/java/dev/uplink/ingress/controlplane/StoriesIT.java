package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.uplink.ingress.controlplane.Api.Answer;
import dev.uplink.ingress.controlplane.delivery.projection.Told;
import dev.uplink.ingress.controlplane.delivery.projection.ToldStory;
import dev.uplink.schemas.avro.CommitStatusState;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.DeliveryOutcome;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.topic.Topics;
import java.time.Instant;
import java.util.List;
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
    await().untilAsserted(() -> assertToldWhole(new ToldSteps(telling.get(id))));
  }

  private void tellStatus(DeliveryOutcome outcome, int attempt) {
    Telling.tell(Topics.STATUS_DELIVERIES, ToldStory.told(integration.id(), outcome, 2, attempt));
  }

  private void assertToldWhole(ToldSteps told) {
    assertThat(told.kinds())
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
    assertThat(told.step("RECEIVED").path("outcome").asText()).isEqualTo("CURRENT");
    assertThat(told.text("RESOLVED")).contains(integration.text("slug"), "in Space root");
    assertThat(told.step("LOOKED_UP").path("paths").path(0).asText()).isEqualTo("net/main.tf");
    assertThat(told.step("TARGET_STARTED").path("detail").asText()).isEqualTo("hit by net/main.tf");
    assertThat(told.step("TARGET_IGNORED").path("reason").asText()).isEqualTo("NO_FILES_AFFECTED");
    assertThat(told.text("RUN_UPDATED")).contains("2 updates");
    assertThat(told.step("RUN_UPDATED").path("outcome").asText()).isEqualTo("FINISHED");
    assertThat(told.step("COMMANDED").path("deliveryId").asText()).isEqualTo("another-delivery");
    assertThat(told.step("STATUS_SHOWN").path("reason").asText()).isEqualTo("DELIVERED");
    assertThat(told.delivery().at("/decision/outcomes/0/detail").asText())
        .isEqualTo("hit by net/main.tf");
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
    String key = Told.key(repository);
    String id = new Bitbucket(integration).push("Acme/" + repository);
    Instant received = Instant.parse(telling.shown(id, "PENDING").path("receivedAt").asText());
    Telling.tell(
        Topics.LOOKUP_REQUESTS,
        key,
        LookupRequest.newBuilder(ToldStory.asked(Telling.id(), integration.id()))
            .setRepositoryKey(key)
            .setRequestedAt(received.plusMillis(50))
            .build());

    ToldSteps told =
        new ToldSteps(telling.shown(id, found -> new ToldSteps(found).has("LOOKED_UP")));

    assertThat(told.kinds()).containsExactly("RECEIVED", "RESOLVED", "LOOKED_UP", "UNDECIDED");
    assertThat(told.text("UNDECIDED")).contains("it waits for that");
  }

  @Test
  void aSecretThatWasRotatedIsAPreviousOne() {
    api.post("/integrations/" + integration.id() + "/rotate-secret", "{}");

    String id = new Bitbucket(integration).push("Acme/Net");

    ToldSteps told = new ToldSteps(telling.shown(id, "PENDING"));
    assertThat(told.kinds()).containsExactly("RECEIVED", "RESOLVED", "UNDECIDED");
    assertThat(told.step("RECEIVED").path("outcome").asText()).isEqualTo("PREVIOUS");
  }
}
