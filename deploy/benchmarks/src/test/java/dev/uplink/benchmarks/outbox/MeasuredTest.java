package dev.uplink.benchmarks.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeasuredTest {
  @Test
  void whatIsNoLongerWaitingWasPublished() {
    Measured measured =
        Measured.of(10, new OutboxTable.Rows(500, 50), new OutboxTable.Rows(1_500, 150), 7);

    assertThat(measured.commitsPerSecond()).isEqualTo(100);
    assertThat(measured.publishesPerSecond()).isEqualTo(90);
    assertThat(measured.published()).isEqualTo(0.9);
  }
}
