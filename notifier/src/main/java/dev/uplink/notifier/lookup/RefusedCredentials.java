package dev.uplink.notifier.lookup;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which credentials Bitbucket does not take. Both products refuse now and then what they take a
 * moment later, so it is believed at a second refusal; and then for good, or all that asks for an
 * integration whose token has ended would wait for nothing.
 */
final class RefusedCredentials {
  /** Between the two. */
  static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  private static final int SURE = 2;

  /** Versions, by integration. */
  private final Map<String, Long> refused = new ConcurrentHashMap<>();

  /**
   * @param inARow how often one lookup was refused, with that pause in between
   * @return whether it is believed
   */
  boolean areRefused(String integration, long version, int inARow) {
    if (inARow >= SURE) {
      refused.merge(integration, version, Math::max);
    }
    @Nullable Long known = refused.get(integration);
    return known != null && known >= version;
  }

  void areTaken(String integration) {
    refused.remove(integration);
  }
}
