package dev.uplink.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void requestsAreEvenlySpaced() {
    Schedule schedule = new Schedule(4);

    assertThat(schedule.dueAt(0)).isZero();
    assertThat(schedule.dueAt(1)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(250));
    assertThat(schedule.dueAt(4)).isEqualTo(TimeUnit.SECONDS.toNanos(1));
  }

  @Test
  void anIntervalThatIsNoWholeNumberDoesNotDrift() {
    assertThat(new Schedule(7_000).dueAt(7_000 * 3_600L)).isEqualTo(TimeUnit.HOURS.toNanos(1));
  }

  @Test
  void aRateOfNothingIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Schedule(0));
  }
}
