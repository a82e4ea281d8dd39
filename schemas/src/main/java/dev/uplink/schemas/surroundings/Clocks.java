package dev.uplink.schemas.surroundings;

import java.time.Duration;
import java.time.Instant;

/** Compares two machines' clocks by one question and its answer. */
final class Clocks {
  private Clocks() {}

  /**
   * How far ours is ahead, at least; negative when it is behind. Zero when what was told lies
   * between question and answer, where nobody can say.
   *
   * @param precision of what was told: it may be that much later than it says
   */
  static Duration ahead(Instant asked, Instant told, Duration precision, Instant answered) {
    Instant latest = told.plus(precision);
    if (latest.isBefore(asked)) {
      return Duration.between(latest, asked);
    }
    return told.isAfter(answered) ? Duration.between(told, answered) : Duration.ZERO;
  }
}
