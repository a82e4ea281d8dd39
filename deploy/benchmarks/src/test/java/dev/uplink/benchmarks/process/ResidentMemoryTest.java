package dev.uplink.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResidentMemoryTest {
  private static final List<String> ROLLUP =
      List.of("00400000-7fff0000 ---p 00000000 00:00 0  [rollup]", "Rss:  1024 kB", "Pss: 512 kB");

  @Test
  void aLineIsFoundByItsName() {
    assertThat(ResidentMemory.value(ROLLUP, "Pss:")).isEqualTo(512);
  }

  @Test
  void aLineThatIsMissingIsNoZero() {
    assertThatIllegalStateException().isThrownBy(() -> ResidentMemory.value(ROLLUP, "Swap:"));
  }
}
