package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.RunCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningUplink.class)
class RedeliveryE2E {

  @Test
  void theSameDeliveryAgainIsAcceptedAndChangesNothing(World world) {
    Repository repository = Repository.onCloud();
    Integration integration = Integration.cloud(world, World.unique("cloud"), "AGGREGATED");
    integration.stack(World.unique("network"), repository);
    Webhook webhook =
        Webhook.cloudPush(integration, Bodies.cloudBranch(repository, "main", World.newCommit()));

    String first = webhook.accepted();
    String second = webhook.accepted();
    String later =
        Webhook.cloudPush(integration, Bodies.cloudBranch(repository, "main", World.newCommit()))
            .accepted();

    assertThat(second).isEqualTo(first);
    try (TopicReader<Decision> decisions = world.decisions();
        TopicReader<RunCommand> commands = world.commands()) {
      decisions.awaitOne("what came after", d -> d.getDeliveryId().equals(later));
      commands.awaitOne("its command", c -> c.getDeliveryId().equals(later));
      assertThat(decisions.matching(d -> d.getDeliveryId().equals(first))).hasSize(1);
      assertThat(commands.matching(c -> c.getDeliveryId().equals(first))).hasSize(1);
    }
  }

  @Test
  void anotherDeliveryOfTheSameCommitStartsNoSecondRun(World world) {
    Repository repository = Repository.onDataCenter();
    Integration integration = Integration.dataCenter(world, World.unique("dc"), "AGGREGATED");
    integration.stack(World.unique("network"), repository);
    String commit = World.newCommit();
    Webhook.dataCenterPush(integration, Bodies.dataCenterBranch(repository, "one", commit))
        .accepted();

    String again =
        Webhook.dataCenterPush(integration, Bodies.dataCenterBranch(repository, "two", commit))
            .accepted();

    try (TopicReader<Decision> decisions = world.decisions()) {
      Decision decision = decisions.awaitOne("the second", d -> d.getDeliveryId().equals(again));
      assertThat(decision.getOutcomes())
          .singleElement()
          .satisfies(
              outcome -> {
                assertThat(outcome.getOutcome()).isEqualTo(OutcomeType.DEDUPLICATED);
                assertThat(outcome.getReason()).isEqualTo(OutcomeReason.SAME_RUN);
              });
    }
  }
}
