package dev.uplink.notifier.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Which integrations' Bitbucket has had too many requests, and until when it wants none. */
final class RateLimitRests {
  /** While one rests. */
  private static final Duration LOOK_FOR_CREDENTIALS = Duration.ofSeconds(1);

  private final Pause pause;
  private final InstantSource clock;

  /** Until they are over: who was deleted meanwhile never asks again. */
  private final Cache<String, Rest> resting;

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
    this.resting =
        Caffeine.newBuilder()
            .expireAfter(Expiry.<String, Rest>writing((integration, rest) -> left(rest)))
            .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
            .build();
  }

  void begin(String integration, Instant until, long credentialsVersion) {
    resting.asMap().merge(integration, new Rest(until, credentialsVersion), Rest::or);
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
    for (@Nullable Rest rest = resting.getIfPresent(integration);
        rest != null;
        rest = resting.getIfPresent(integration)) {
      Duration left = left(rest);
      if (!left.isPositive() || credentialsVersion.getAsLong() > rest.credentialsVersion()) {
        resting.asMap().remove(integration, rest);
      } else if (rest.until().isAfter(end)) {
        return false;
      } else {
        pause.of(left.compareTo(LOOK_FOR_CREDENTIALS) < 0 ? left : LOOK_FOR_CREDENTIALS);
      }
    }
    return true;
  }

  private Duration left(Rest rest) {
    return Duration.between(clock.instant(), rest.until());
  }
}
