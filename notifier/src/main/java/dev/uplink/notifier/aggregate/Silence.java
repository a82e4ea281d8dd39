package dev.uplink.notifier.aggregate;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a run that has not ended has been silent.
 *
 * @param since when the last word on it was read, by our clock: a scheduler's may be wrong
 * @param allowed how long after that there need be no other
 * @param lookAt when to look whether it is silent still; may be too early, never too late
 * @param over whether it was silent for too long, and counts as stopped
 */
public record Silence(Instant since, Duration allowed, Instant lookAt, boolean over) {
  static Silence first(Instant since, Duration allowed) {
    return new Silence(since, allowed, since.plus(allowed), false);
  }

  /** The time to look stays as it is if it can: most runs end before it, and moving it costs. */
  Silence heard(Instant at, Duration nowAllowed) {
    Silence anew = first(at, nowAllowed);
    return over || anew.lookAt.isBefore(lookAt) ? anew : new Silence(at, nowAllowed, lookAt, false);
  }

  public boolean isTooLong(Instant now) {
    return !now.isBefore(end());
  }

  Silence lookedAtTooEarly() {
    return new Silence(since, allowed, end(), over);
  }

  Silence ended() {
    return new Silence(since, allowed, lookAt, true);
  }

  private Instant end() {
    return since.plus(allowed);
  }

  /** One line for people. */
  String text() {
    return "no word from the scheduler for " + words(allowed);
  }

  /** In the largest unit that says it exactly. */
  private static String words(Duration time) {
    long seconds = time.toSeconds();
    if (seconds % 86_400 == 0) {
      return count(seconds / 86_400, "day");
    }
    if (seconds % 3_600 == 0) {
      return count(seconds / 3_600, "hour");
    }
    return seconds % 60 == 0 ? count(seconds / 60, "minute") : count(seconds, "second");
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
