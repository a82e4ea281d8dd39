package dev.uplink.notifier.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.run.RunStates;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RunStateTest {
  /** Or the processor would go on taking for open what shows as ended, or the other way round. */
  @Test
  void allButTheFinalOnesAreInProgress() {
    assertThat(Arrays.stream(RunState.values()))
        .filteredOn(state -> state.check() != CheckState.IN_PROGRESS)
        .extracting(RunState::name)
        .containsExactlyInAnyOrderElementsOf(RunStates.FINAL);
  }
}
