package dev.uplink.notifier.lookup;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Which integrations' Bitbucket has had too many requests, and until when it wants none. */
final class RateLimitRests {
  /** While one rests. */
  private static final Duration LOOK_FOR_CREDENTIALS = Duration.ofSeconds(1);

  private final Pause pause;
  private final InstantSource clock;
  private final Map<String, Rest> resting = new ConcurrentHashMap<>();

  /**
   * @param credentialsVersion with which there were too many, or an older one
   */
  private record Rest(Instant until, long credentialsVersion) {
    /** What was said to newer credentials, else the longer one. */
    Rest or(Rest other) {
      return Comparator.comparingLong(Rest::credentialsVersion)
                  .thenComparing(Rest::until)
                  .compare(this, other)
              < 0
          ? other
          : this;
    }
  }

  RateLimitRests(Pause pause, InstantSource clock) {
    this.pause = pause;
    this.clock = clock;
  }

  void begin(String integration, Instant until, long credentialsVersion) {
    resting.merge(integration, new Rest(until, credentialsVersion), Rest::or);
  }

  /**
   * Waits for the end of the integration's rest, if that comes in time. Newer credentials end it:
   * they may be another user's, and if not the next answer says so.
   *
   * @param credentialsVersion the newest known
   * @return whether it is over
   */
  boolean awaitEnd(String integration, Instant end, LongSupplier credentialsVersion)
      throws InterruptedException {
    for (@Nullable Rest rest = resting.get(integration);
        rest != null;
        rest = resting.get(integration)) {
      Duration left = Duration.between(clock.instant(), rest.until());
      if (!left.isPositive() || credentialsVersion.getAsLong() > rest.credentialsVersion()) {
        resting.remove(integration, rest);
      } else if (rest.until().isAfter(end)) {
        return false;
      } else {
        pause.of(left.compareTo(LOOK_FOR_CREDENTIALS) < 0 ? left : LOOK_FOR_CREDENTIALS);
      }
    }
    return true;
  }
}
