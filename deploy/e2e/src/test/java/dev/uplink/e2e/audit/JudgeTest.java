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
  void aRunThatMayBeTakenForLostIsShownInEitherWay() {
    for (CommitStatusState state :
        new CommitStatusState[] {CommitStatusState.INPROGRESS, CommitStatusState.STOPPED}) {
      Trail trail =
          new Trail()
              .webhook("d1")
              .decision(Story.decision("d1", Story.started(1)))
              .command(Story.start("d1", 1))
              .status(state, 1)
              .told(DeliveryOutcome.DELIVERED, 1)
              .shows(state.name());
      trail.evidence().readAt(Story.BEGIN.plus(AllowedSilence.DEFAULT.tracked()).plusSeconds(60));

      assertThat(trail.violations()).isEmpty();
    }
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
  void aRunThatLostItsTargetIsStoppedWithoutADecisionAndShowsSo() {
    Trail trail = ofAnOpenRun().command(abandoned(1));

    assertThat(trail.broken()).containsExactly(Promise.A_STATUS_SAYS_WHAT_RUNS_SAY);
    assertThat(
            trail
                .status(CommitStatusState.STOPPED, 2)
                .told(DeliveryOutcome.DELIVERED, 2)
                .shows("STOPPED")
                .violations())
        .isEmpty();
  }

  @Test
  void howAStoppedRunReallyEndedCounts() {
    Trail trail = ofAnOpenRun().command(abandoned(1)).update(1, "FAILED", 3);

    trail.status(CommitStatusState.STOPPED, 2).told(DeliveryOutcome.DELIVERED, 2).shows("STOPPED");

    assertThat(trail.broken()).containsExactly(Promise.A_STATUS_SAYS_WHAT_RUNS_SAY);
  }

  @Test
  void aRunThatNobodyStartedCannotHaveLostItsTarget() {
    assertThat(Trail.ofOneRun().command(abandoned(2)).broken())
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
  void aReportGivenUpThoughItsRunIsKnownIsFound() {
    Trail trail =
        Trail.ofOneRun()
            .update(1, "FAILED", 3)
            .deadLetter(Topics.RUN_UPDATES, DeadLetterReason.UNKNOWN_RUN);

    assertThat(trail.broken()).containsExactly(Promise.A_REPORT_COUNTS);
  }

  @Test
  void aReportOnARunThatNobodyStartedMayBeGivenUp() {
    Trail trail =
        Trail.ofOneRun()
            .update(2, "FAILED", 3)
            .deadLetter(Topics.RUN_UPDATES, DeadLetterReason.UNKNOWN_RUN);

    assertThat(trail.violations()).isEmpty();
  }

  @Test
  void aStatusThatMissedTheLastReportIsFound() {
    assertThat(Trail.ofOneRun().update(1, "FAILED", 3).violations())
        .singleElement()
        .satisfies(
            wrong ->
                assertThat(wrong.text())
                    .isEqualTo(Story.STATUS + " is SUCCESSFUL; it should be FAILED"));
  }

  @Test
  void anOlderReportThatComesLateChangesNothing() {
    assertThat(Trail.ofOneRun().update(1, "PLANNING", 1).violations()).isEmpty();
  }

  @Test
  void aContradictionOfOneVersionShouldBeRed() {
    assertThat(Trail.ofOneRun().update(1, "FAILED", 2).broken())
        .containsExactly(Promise.A_STATUS_SAYS_WHAT_RUNS_SAY);
    assertThat(Trail.ofOneRun().update(1, "APPLYING", 2).violations()).isEmpty();
  }

  @Test
  void aStatusThatWentBackwardsIsFound() {
    Trail trail =
        Trail.ofOneRun()
            .status(CommitStatusState.INPROGRESS, 1)
            .status(CommitStatusState.SUCCESSFUL, 2);

    assertThat(trail.broken()).containsExactly(Promise.A_STATUS_MOVES_FORWARD);
  }

  @Test
  void aStatusThatBitbucketWasNotToldIsFound() {
    assertThat(Trail.ofOneRun().status(CommitStatusState.SUCCESSFUL, 3).broken())
        .containsExactly(Promise.A_STATUS_IS_DELIVERED);
  }

  @Test
  void anOlderRevisionToldLastIsFound() {
    assertThat(Trail.ofOneRun().told(DeliveryOutcome.DELIVERED, 1).broken())
        .containsExactly(Promise.A_STATUS_IS_DELIVERED);
  }

  @Test
  void aStatusThatBitbucketDoesNotShowIsFound() {
    assertThat(Trail.ofOneRun().shows("INPROGRESS").broken())
        .containsExactly(Promise.BITBUCKET_SHOWS_IT);
  }

  @Test
  void aStatusThatBitbucketRefusedNeedNotBeShown() {
    Trail trail =
        Trail.ofOneRun()
            .update(1, "FAILED", 3)
            .status(CommitStatusState.FAILED, 3)
            .told(DeliveryOutcome.REFUSED, 3);

    assertThat(trail.violations()).isEmpty();
  }

  @Test
  void aStatusWithoutACauseIsFound() {
    Trail trail =
        new Trail()
            .webhook("d1")
            .decision(Story.decision("d1"))
            .status(CommitStatusState.SUCCESSFUL, 1)
            .told(DeliveryOutcome.DELIVERED, 1)
            .shows("SUCCESSFUL");

    assertThat(trail.broken()).containsExactly(Promise.A_STATUS_HAS_A_CAUSE);
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

  private static Trail ofAnOpenRun() {
    return new Trail()
        .webhook("d1")
        .decision(Story.decision("d1", Story.started(1)))
        .command(Story.start("d1", 1))
        .update(1, "PLANNING", 1)
        .status(CommitStatusState.INPROGRESS, 1)
        .told(DeliveryOutcome.DELIVERED, 1)
        .shows("INPROGRESS");
  }

  private static RunCommand abandoned(int run) {
    return RunCommand.newBuilder(Story.start("d1", run))
        .setCommandId("stop")
        .setAction(RunAction.STOP)
        .setReason("TARGET_DELETED")
        .build();
  }
}
