package dev.uplink.schemas.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Backoff backoff = new Backoff();

  @Test
  void eachFailureWaitsTwiceAsLongUpToHalfAMinute() {
    assertThat(IntStream.range(0, 8).mapToObj(i -> backoff.next(NOW).toMillis()))
        .containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L);
  }

  @Test
  void afterAWhileWithoutFailuresItBeginsAnew() {
    backoff.next(NOW);
    backoff.next(NOW);

    Instant minute = NOW.plus(Duration.ofMinutes(2));
    assertThat(backoff.next(minute)).isEqualTo(Duration.ofSeconds(2));
    assertThat(backoff.next(minute.plus(Duration.ofMinutes(2)).plusMillis(1)))
        .isEqualTo(Duration.ofMillis(500));
  }
}
