package dev.uplink.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatioTest {
  @Test
  void eachPairOfNeighboursGivesOneRatio() {
    Ratio ratio = Ratio.of(List.of(80.0, 45.0, 70.0), List.of(100.0, 50.0, 100.0));

    assertThat(ratio).isEqualTo(new Ratio(0.8, 0.7, 0.9));
  }

  @Test
  void theMedianOfAnEvenNumberIsTheMeanOfTheTwoInTheMiddle() {
    assertThat(Ratio.median(List.of(4.0, 1.0, 3.0, 10.0))).isEqualTo(3.5);
  }

  @Test
  void runsWithoutANeighbourAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Ratio.of(List.of(1.0), List.of()));
  }
}
