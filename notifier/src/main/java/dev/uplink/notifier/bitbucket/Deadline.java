package dev.uplink.notifier.bitbucket;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * When a try has to be over, with all its requests and look-ups: whoever hands partitions over
 * waits that long for it.
 */
public record Deadline(Instant end, InstantSource clock) {
  public static Deadline in(Duration budget, InstantSource clock) {
    return new Deadline(clock.instant().plus(budget), clock);
  }

  public Duration left() {
    return Duration.between(clock.instant(), end);
  }
}
