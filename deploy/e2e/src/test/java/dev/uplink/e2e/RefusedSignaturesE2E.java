package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A request that is not provably Bitbucket's is refused, told why, and goes no further. */
@ExtendWith(RunningUplink.class)
class RefusedSignaturesE2E {

  @Test
  void eachFaultHasItsOwnCodeAndNothingOfItIsDecided(World world) {
    Repository repository = Repository.onCloud();
    Integration integration = Integration.cloud(world, World.unique("cloud"), "AGGREGATED");
    integration.stack(World.unique("network"), repository);
    Webhook genuine =
        Webhook.cloudPush(integration, Bodies.cloudBranch(repository, "main", World.newCommit()));
    String right = genuine.signatures().getFirst();
    String sha1 = "sha1=" + Webhook.hmac("HmacSHA1", integration.webhookSecret(), genuine.body());
    String wrong = "sha256=" + Webhook.hmac("HmacSHA256", "another secret", genuine.body());

    try (TopicReader<Decision> decisions = world.decisions()) {
      int before = decided(integration, decisions, Webhook.tagPush(integration, repository, "v1"));

      List<Webhook.Answer> answers =
          List.of(
              genuine.withSignatures().send(),
              genuine.withSignatures(right, right).send(),
              genuine.withSignatures(sha1).send(),
              genuine.withSignatures("sha256=zz").send(),
              genuine.withSignatures(wrong).send());

      assertThat(answers).extracting(Webhook.Answer::status).containsOnly(401);
      assertThat(answers).extracting(Webhook.Answer::code).doesNotHaveDuplicates();
      assertThat(decided(integration, decisions, genuine)).isEqualTo(before + 1);
    }
  }

  @Test
  void theSecretOfAnotherIntegrationDoesNotFit(World world) {
    Integration one = Integration.cloud(world, World.unique("one"), "AGGREGATED");
    Integration two = Integration.cloud(world, World.unique("two"), "AGGREGATED");
    Webhook ofTwo = Webhook.cloudPush(two, Bodies.cloud(Repository.onCloud(), ""));

    Webhook.Answer answer =
        new Webhook(
                one.webhookEndpoint(),
                ofTwo.eventKey(),
                ofTwo.requestId(),
                ofTwo.body(),
                ofTwo.signatures())
            .send();

    assertThat(answer.status()).isEqualTo(401);
  }

  /** How many decisions the integration has, this webhook's included. */
  private static int decided(
      Integration integration, TopicReader<Decision> decisions, Webhook webhook) {
    String delivery = webhook.accepted();
    decisions.awaitOne("its decision", d -> d.getDeliveryId().equals(delivery));
    return decisions.matching(d -> d.getIntegrationId().equals(integration.id())).size();
  }
}
