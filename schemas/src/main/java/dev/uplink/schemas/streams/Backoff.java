package dev.uplink.schemas.streams;

import java.time.Duration;
import java.time.Instant;

/**
 * How long to wait before the next attempt: longer with each failure, from the start again once
 * things went well for a while. Threads share it.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration FORGIVEN = Duration.ofMinutes(2);

  private Duration last = Duration.ZERO;
  private Instant failedAt = Instant.EPOCH;

  synchronized Duration next(Instant now) {
    boolean forgiven = failedAt.plus(FORGIVEN).isBefore(now);
    Duration doubled = last.multipliedBy(2);
    if (forgiven || doubled.isZero()) {
      last = FIRST;
    } else {
      last = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }
    failedAt = now;
    return last;
  }
}
