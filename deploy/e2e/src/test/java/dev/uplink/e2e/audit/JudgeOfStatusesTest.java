package dev.uplink.e2e.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.CommitStatusState;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.DeliveryOutcome;
import dev.uplink.schemas.topic.Topics;
import org.junit.jupiter.api.Test;

/** The same of what Bitbucket should show, was told and shows. */
class JudgeOfStatusesTest {
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
  void aRunThatLostItsTargetIsStoppedWithoutADecisionAndShowsSo() {
    Trail trail = ofAnOpenRun().command(Story.abandoned(1));

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
    Trail trail = ofAnOpenRun().command(Story.abandoned(1)).update(1, "FAILED", 3);

    trail.status(CommitStatusState.STOPPED, 2).told(DeliveryOutcome.DELIVERED, 2).shows("STOPPED");

    assertThat(trail.broken()).containsExactly(Promise.A_STATUS_SAYS_WHAT_RUNS_SAY);
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
}
