package dev.uplink.e2e.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.CommitStatusState;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DeliveryOutcome;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.topic.Topics;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each planted loss, double and regression is found, and nothing else is. */
class JudgeTest {
  private static final DeadLetterReason NOT_JSON = DeadLetterReason.NOT_JSON;

  @Test
  void aRunThatWentWellBreaksNoPromise() {
    assertThat(Trail.ofOneRun().violations()).isEmpty();
  }

  @Test
  void aRedeliveryThatChangesNothingBreaksNoPromise() {
    assertThat(Trail.ofOneRun().webhook("d1").violations()).isEmpty();
  }

  @Test
  void anAcceptedDeliveryThatWasNotPublishedIsFound() {
    Trail trail = Trail.ofOneRun();
    trail.evidence().addAccepted(Set.of("d1", "d2"));

    assertThat(trail.broken()).containsExactly(Promise.ACCEPTED_IS_PUBLISHED);
  }

  @Test
  void aDeliveryWithoutDecisionIsFound() {
    assertThat(Trail.ofOneRun().webhook("d2").broken())
        .containsExactly(Promise.EVERY_DELIVERY_ENDS);
  }

  @Test
  void aDeadLetterEndsADelivery() {
    Trail trail = Trail.ofOneRun().webhook("d2").deadLetter(Topics.WEBHOOKS, NOT_JSON);

    assertThat(trail.violations()).isEmpty();
  }

  @Test
  void aDeliveryDecidedTwiceIsFound() {
    Trail trail = Trail.ofOneRun().decision(Story.decision("d1"));

    assertThat(trail.broken()).containsExactly(Promise.A_DELIVERY_ENDS_ONCE);
  }

  @Test
  void aDecisionBesideADeadLetterIsFound() {
    Trail trail =
        Trail.ofOneRun()
            .webhook("d2")
            .deadLetter(Topics.WEBHOOKS, NOT_JSON)
            .decision(Story.decision("d2"));

    assertThat(trail.broken()).containsExactly(Promise.A_DELIVERY_ENDS_ONCE);
  }

  @Test
  void aDecisionOfNothingIsFound() {
    assertThat(Trail.ofOneRun().decision(Story.decision("d2")).broken())
        .containsExactly(Promise.A_DECISION_HAS_A_CAUSE);
  }

  @Test
  void decisionsInTheWrongOrderAreFound() {
    Trail trail =
        Trail.ofOneRun()
            .webhook("d2")
            .webhook("d3")
            .decision(Story.decision("d3"))
            .decision(Story.decision("d2"));

    assertThat(trail.broken()).containsExactly(Promise.DECISIONS_KEEP_ORDER);
  }

  @Test
  void aCommandGivenTwiceIsFound() {
    assertThat(Trail.ofOneRun().command(Story.start("d1", 1)).broken())
        .containsExactly(Promise.A_COMMAND_IS_GIVEN_ONCE);
  }

  @Test
  void aRunStartedByTwoCommandsIsFound() {
    RunCommand again = RunCommand.newBuilder(Story.start("d1", 1)).setCommandId("other").build();

    assertThat(Trail.ofOneRun().command(again).broken())
        .containsExactly(Promise.A_COMMAND_IS_GIVEN_ONCE);
  }

  @Test
  void aCommandThatNoDecisionNamesIsFound() {
    assertThat(Trail.ofOneRun().command(Story.start("d1", 2)).broken())
        .containsExactly(Promise.A_COMMAND_HAS_ITS_DECISION);
  }

  @Test
  void aStopThatNoDecisionNamesIsFound() {
    RunCommand stop =
        RunCommand.newBuilder(Story.start("d1", 1))
            .setCommandId("stop")
            .setAction(RunAction.STOP)
            .build();

    assertThat(Trail.ofOneRun().command(stop).broken())
        .containsExactly(Promise.A_COMMAND_HAS_ITS_DECISION);
  }

  @Test
  void aRunThatNobodyStartedCannotHaveLostItsTarget() {
    assertThat(Trail.ofOneRun().command(Story.abandoned(2)).broken())
        .containsExactly(Promise.A_COMMAND_HAS_ITS_DECISION);
  }

  @Test
  void aRunWithoutItsCommandIsFoundWithItsHistory() {
    Trail trail =
        new Trail()
            .webhook("d1")
            .decision(Story.decision("d1", Story.started(1)))
            .status(CommitStatusState.INPROGRESS, 1)
            .told(DeliveryOutcome.DELIVERED, 1)
            .shows("INPROGRESS");

    assertThat(trail.violations())
        .singleElement()
        .satisfies(
            lost -> {
              assertThat(lost.promise()).isEqualTo(Promise.A_RUN_HAS_ITS_COMMAND);
              assertThat(History.of(trail.evidence(), lost.ids()))
                  .satisfiesExactly(
                      first -> assertThat(first).contains("uplink.webhooks/0/0", "repo:push d1"),
                      second -> assertThat(second).contains("STARTED network " + Story.run(1)));
            });
  }

  @Test
  void aRejectionThatWasNotToldIsFound() {
    Trail trail = new Trail().webhook("d1").decision(Story.decision("d1", Story.rejected()));

    assertThat(trail.broken()).containsExactly(Promise.REJECTIONS_ARE_TOLD);
    assertThat(trail.rejection("d1").broken()).isEmpty();
    assertThat(trail.rejection("d1").broken()).containsExactly(Promise.REJECTIONS_ARE_TOLD);
  }

  @Test
  void anUnreadableUpdateThatIsNoDeadLetterIsFound() {
    assertThat(Trail.ofOneRun().unreadableUpdate().broken())
        .containsExactly(Promise.UNREADABLE_IS_A_DEAD_LETTER);
  }

  @Test
  void whatIsOlderThanTheTopicsReachProvesNothing() {
    Trail trail = Trail.ofOneRun().decision(Story.decision("d0"));
    trail.evidence().incompleteBefore(Instant.parse("2026-03-02T00:00:00Z"));

    assertThat(trail.violations()).isEmpty();
  }

  @Test
  void theFirstViolationIsTheOldestAndTheOthersAreCounted() {
    Decision second = Story.decision("d2", Story.started(2));
    Trail trail = Trail.ofOneRun().webhook("d2").decision(second).webhook("d3");

    Report report = Judge.report(trail.evidence(), trail.violations());

    assertThat(report.lines().getFirst())
        .isEqualTo(
            "A_STATUS_SAYS_WHAT_RUNS_SAY: %s is SUCCESSFUL; it should be INPROGRESS"
                .formatted(Story.STATUS));
    assertThat(report.lines().getLast()).isEqualTo("and 2 more");
  }
}
