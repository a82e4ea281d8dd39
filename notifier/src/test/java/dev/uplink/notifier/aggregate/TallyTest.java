package dev.uplink.notifier.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, SUCCESSFUL, 0 runs",
    "0, 0, 0, 4, SUCCESSFUL, 4 succeeded",
    "0, 0, 1, 4, STOPPED, '1 stopped, 4 succeeded'",
    "0, 2, 1, 4, IN_PROGRESS, '2 in progress, 1 stopped, 4 succeeded'",
    "1, 2, 1, 4, FAILED, '1 failed, 2 in progress, 1 stopped, 4 succeeded'",
    "1, 0, 0, 0, FAILED, 1 failed"
  })
  void theWorstRunSpeaksForItsGroup(
      long failed, long inProgress, long stopped, long succeeded, CheckState state, String text) {
    Tally tally = new Tally(failed, inProgress, stopped, succeeded);

    assertThat(tally.state()).isEqualTo(state);
    assertThat(tally.summary()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "FAILED, FAILED",
    "DISCARDED, FAILED",
    "STOPPED, STOPPED",
    "CANCELED, STOPPED",
    "SKIPPED, STOPPED",
    "FINISHED, SUCCESSFUL",
    "UNCONFIRMED, IN_PROGRESS",
    "PENDING_REVIEW, IN_PROGRESS",
    "QUEUED, IN_PROGRESS"
  })
  void everyRunStateFallsIntoAClass(RunState state, CheckState check) {
    assertThat(Tally.EMPTY.plus(state.check()).state()).isEqualTo(check);
  }

  @Test
  void aFailureIsRedAlsoWhenOneTooManyWasTakenBack() {
    Tally tally = Tally.EMPTY.minus(CheckState.FAILED).plus(CheckState.FAILED);

    assertThat(tally.state()).isEqualTo(CheckState.FAILED);
  }

  @Test
  void whatIsTakenBackLeavesNoTrace() {
    for (CheckState state : CheckState.values()) {
      assertThat(Tally.EMPTY.plus(state).minus(state)).isEqualTo(Tally.EMPTY);
    }
  }
}
