package dev.uplink.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What parent and generator say to each other. */
class LoadLinesTest {
  @Test
  void aPlanArrivesAsItWasSent() {
    LoadPlan plan =
        new LoadPlan(8080, 10, 1234.5, 256, Duration.ofSeconds(2), Duration.ofMillis(1500));

    assertThat(LoadPlan.parse(plan.toLine())).isEqualTo(plan);
  }

  @Test
  void aResultArrivesAsItWasSent() {
    LoadResult result = new LoadResult(19_999.5, 1, 2, 300, 4_000);

    assertThat(LoadResult.parse(result.toLine())).isEqualTo(result);
  }

  @Test
  void aSaturationRunIsOneThatNoServerCanKeepUpWith() {
    Duration second = Duration.ofSeconds(1);

    assertThat(new LoadPlan(1, 1, LoadPlan.ABOVE_CAPACITY, 1, second, second).saturates()).isTrue();
    assertThat(new LoadPlan(1, 1, 10_000, 1, second, second).saturates()).isFalse();
  }
}
