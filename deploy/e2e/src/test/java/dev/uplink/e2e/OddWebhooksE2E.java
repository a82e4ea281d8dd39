package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rightly signed, but not what one expects: each has its clear end. */
@ExtendWith(RunningUplink.class)
class OddWebhooksE2E {
  private final Repository repository = Repository.onCloud();

  @Test
  void brokenJsonIsAcceptedAndBecomesADeadLetter(World world) {
    Integration integration = integration(world);

    String delivery = Webhook.cloudPush(integration, "{\"push\": {\"changes\": [").accepted();

    try (TopicReader<DeadLetter> letters = world.deadLetters()) {
      DeadLetter letter =
          letters.awaitOne("the dead letter", l -> delivery.equals(l.getDeliveryId()));
      assertThat(letter.getReason()).isEqualTo(DeadLetterReason.NOT_JSON);
      assertThat(letter.getOriginTopic()).isEqualTo("uplink.webhooks");
      assertThat(letter.getApplication()).contains("processor");
    }
  }

  @Test
  void anUnknownEventIsIgnoredByItsName(World world) {
    Integration integration = integration(world);

    Decision decision =
        decide(world, Webhook.signed(integration, "repo:exploded", Bodies.cloud(repository, "")));

    assertThat(decision.getIgnoredReason()).isEqualTo(IgnoredReason.EVENT_UNKNOWN);
    assertThat(decision.getEventKey()).isEqualTo("repo:exploded");
  }

  @Test
  void aPushWithoutChangesIsIgnored(World world) {
    Decision decision =
        decide(world, Webhook.cloudPush(integration(world), Bodies.cloud(repository, "")));

    assertThat(decision.getIgnoredReason()).isEqualTo(IgnoredReason.NO_CHANGES);
  }

  @Test
  void aBodyWithoutRepositoryIsIgnored(World world) {
    Decision decision =
        decide(world, Webhook.cloudPush(integration(world), "{\"push\": {\"changes\": []}}"));

    assertThat(decision.getIgnoredReason()).isEqualTo(IgnoredReason.REPOSITORY_UNKNOWN);
    assertThat(decision.getRepository()).isNull();
  }

  @Test
  void aDeletedBranchAndATagAreIgnoredForEachTarget(World world) {
    Integration integration = integration(world);
    integration.stack(World.unique("network"), repository);

    Decision deleted =
        decide(
            world,
            Webhook.cloudPush(
                integration, Bodies.cloudBranchDeleted(repository, "old", World.newCommit())));
    Decision tagged =
        decide(
            world,
            Webhook.cloudPush(
                integration, Bodies.cloudTag(repository, "v1.0.0", World.newCommit())));

    assertThat(deleted.getOutcomes())
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.getOutcome()).isEqualTo(OutcomeType.IGNORED);
              assertThat(outcome.getReason()).isEqualTo(OutcomeReason.REF_DELETED);
            });
    assertThat(tagged.getOutcomes())
        .singleElement()
        .satisfies(outcome -> assertThat(outcome.getReason()).isEqualTo(OutcomeReason.TAG_PUSHED));
  }

  @Test
  void aBodyAtTheLimitIsAcceptedAndOneByteMoreIsNot(World world) {
    Integration integration = integration(world);
    String small = Bodies.cloud(repository, "");
    String atLimit = small + " ".repeat(2 * 1024 * 1024 - small.length());

    assertThat(Webhook.cloudPush(integration, atLimit).send().status()).isEqualTo(202);
    assertThat(Webhook.cloudPush(integration, atLimit + " ").send().status()).isEqualTo(413);
  }

  @Test
  void anEndpointThatIsNotThereIsNotFound(World world) {
    Webhook webhook = Webhook.cloudPush(integration(world), "{}");
    Webhook elsewhere =
        new Webhook(
            java.net.URI.create(webhook.endpoint() + "-x"),
            webhook.eventKey(),
            webhook.requestId(),
            webhook.body(),
            webhook.signatures());

    assertThat(elsewhere.send().status()).isEqualTo(404);
  }

  @Test
  void aPingIsAnsweredWithoutASignature(World world) {
    Webhook ping = Webhook.signed(integration(world), "diagnostics:ping", "{\"test\": true}");

    assertThat(ping.withSignatures().send().status()).isEqualTo(200);
  }

  private static Integration integration(World world) {
    return Integration.cloud(world, World.unique("cloud"), "AGGREGATED");
  }

  private static Decision decide(World world, Webhook webhook) {
    return world.decisionOf(webhook.accepted());
  }
}
