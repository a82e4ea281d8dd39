package dev.uplink.benchmarks.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class ServiceTest {
  private static final String TEXT =
      """
      # HELP jvm_memory_used_bytes The amount of used memory
      jvm_memory_used_bytes{area="heap",id="PS Eden Space"} 1.5E7
      jvm_memory_used_bytes{area="heap",id="PS Old Gen"} 500.0
      jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 9.9E7
      jvm_memory_used_bytes_more{area="heap",id="Another"} 7.0
      """;

  @Test
  void allSeriesWithALabelAreAddedUp() {
    assertThat(Service.sum(TEXT, "jvm_memory_used_bytes", "area=\"heap\"")).isEqualTo(15_000_500);
  }

  @Test
  void whatIsNotMeasuredIsNoZero() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Service.sum(TEXT, "jvm_memory_max_bytes", ""))
        .withMessage("jvm_memory_max_bytes is not measured");
  }
}
