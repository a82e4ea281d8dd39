package dev.uplink.schemas.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Asked at noon, answered two seconds later. */
class ClocksTest {
  private static final Instant ASKED = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant ANSWERED = Instant.parse("2026-01-01T12:00:02Z");

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T11:59:59Z, PT0S", // It may have been noon by then: seconds are cut off.
    "2026-01-01T12:00:02Z, PT0S",
    "2026-01-01T11:59:58Z, PT1S",
    "2026-01-01T11:00:00Z, PT59M59S",
    "2026-01-01T12:00:03Z, PT-1S",
    "2026-01-01T13:00:02Z, PT-1H",
  })
  void onlyWhatTheAnswerProvesCounts(Instant told, Duration ahead) {
    assertThat(Clocks.ahead(ASKED, told, Duration.ofSeconds(1), ANSWERED)).isEqualTo(ahead);
  }

  @Test
  void anExactTimeProvesMore() {
    assertThat(Clocks.ahead(ASKED, ASKED.minusMillis(1), Duration.ZERO, ANSWERED))
        .isEqualTo(Duration.ofMillis(1));
  }
}
