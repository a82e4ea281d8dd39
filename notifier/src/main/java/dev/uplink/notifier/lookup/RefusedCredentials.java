package dev.uplink.notifier.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Which credentials Bitbucket does not take. Both products refuse now and then what they take a
 * moment later, so it is believed at a second refusal; and then for as long as anybody asks, or all
 * that asks for an integration whose token has ended would wait for nothing.
 */
final class RefusedCredentials {
  /** Between the two. */
  static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  /** Integrations are deleted, and nobody says so here. */
  private static final Duration KEPT_UNASKED = Duration.ofDays(1);

  private static final int SURE = 2;

  /** Versions, by integration. */
  private final Cache<String, Long> refused;

  RefusedCredentials(InstantSource clock) {
    refused =
        Caffeine.newBuilder()
            .expireAfterAccess(KEPT_UNASKED)
            .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
            .build();
  }

  /**
   * @param inARow how often one lookup was refused, with that pause in between
   * @return whether it is believed
   */
  boolean areRefused(String integration, long version, int inARow) {
    if (inARow >= SURE) {
      refused.asMap().merge(integration, version, Math::max);
    }
    @Nullable Long known = refused.getIfPresent(integration);
    return known != null && known >= version;
  }

  void areTaken(String integration) {
    refused.invalidate(integration);
  }
}
