package dev.uplink.e2e.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.e2e.Target;
import dev.uplink.e2e.Webhook;
import dev.uplink.e2e.World;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a processor must know after it lost something, because it knew it before. */
final class Recovered {
  private Recovered() {}

  /** Neither the same delivery nor the same commit by another one starts anything again. */
  static void remembers(Wreck wreck, Site site, Target stack, String commit, Decision before) {
    Webhook again = site.push(commit);
    Decision known = wreck.world().decisionOf(again.accepted());
    assertThat(known.getOutcomes())
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.getTargetId()).isEqualTo(stack.id());
              assertThat(outcome.getOutcome()).isEqualTo(OutcomeType.DEDUPLICATED);
              assertThat(outcome.getReason()).isEqualTo(OutcomeReason.SAME_RUN);
              assertThat(outcome.getRunId()).isEqualTo(run(before));
            });
    again.accepted();
    // Decisions of a repository are in order: with this one, the repeated delivery is dealt with.
    site.outcomes(site.push(World.newCommit()));
    assertThat(
            wreck.world().all(Topics.DECISIONS).stream()
                .map(record -> record.value().getDeliveryId()))
        .containsOnlyOnce(known.getDeliveryId());
    assertThat(
            wreck.world().all(Topics.RUN_COMMANDS).stream()
                .filter(command -> command.value().getCommitSha().equals(commit)))
        .hasSize(1);
  }

  static Decision decisionAt(Wreck wreck, String commit) {
    return wreck.world().all(Topics.DECISIONS).stream()
        .map(ConsumerRecord::value)
        .filter(decision -> commit.equals(decision.getCommitSha()))
        .findFirst()
        .orElseThrow();
  }

  private static String run(Decision decision) {
    return decision.getOutcomes().stream().map(DecisionOutcome::getRunId).findFirst().orElseThrow();
  }
}
