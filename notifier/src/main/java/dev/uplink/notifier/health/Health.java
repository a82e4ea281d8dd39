package dev.uplink.notifier.health;

import dev.uplink.schemas.id.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The latest that is known of an integration's calls. Several notifiers call for one integration,
 * and each knows its own calls only: what they know together is the later of each, in whatever
 * order and however often it is brought together.
 *
 * @param successAt the last call that Bitbucket accepted; null if none is known of
 * @param errorAt the last one that failed for a reason of the whole integration; null for none
 * @param error that reason in words; null for none
 * @param queues what waits, by notifier
 */
record Health(
    AccountId account,
    String integrationId,
    @Nullable Instant successAt,
    @Nullable Instant errorAt,
    @Nullable String error,
    Map<String, QueuePart> queues) {
  /** A notifier that said nothing for so long is gone, and its queue another's. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);

  Health {
    queues = Map.copyOf(queues);
  }

  static Health unknown(AccountId account, String integrationId) {
    return new Health(account, integrationId, null, null, null, Map.of());
  }

  static Health succeeded(AccountId account, String integrationId, Instant at) {
    return new Health(account, integrationId, at, null, null, Map.of());
  }

  static Health failed(AccountId account, String integrationId, Instant at, String error) {
    return new Health(account, integrationId, null, at, error, Map.of());
  }

  boolean isHealthy() {
    return errorAt == null || (successAt != null && successAt.isAfter(errorAt));
  }

  /** What both know. */
  Health with(@Nullable Health other) {
    if (other == null) {
      return this;
    }
    boolean oursIsLater =
        other.errorAt == null || (errorAt != null && !errorAt.isBefore(other.errorAt));
    return new Health(
        account,
        integrationId,
        later(successAt, other.successAt),
        oursIsLater ? errorAt : other.errorAt,
        oursIsLater ? error : other.error,
        latest(queues, other.queues));
  }

  /** With what waits at one notifier now, and without those that are gone. */
  Health with(String notifier, QueuePart part) {
    Map<String, QueuePart> parts = new HashMap<>(queues);
    parts.values().removeIf(old -> old.at().isBefore(part.at().minus(FORGOTTEN_AFTER)));
    parts.put(notifier, part);
    return new Health(account, integrationId, successAt, errorAt, error, parts);
  }

  private static Map<String, QueuePart> latest(
      Map<String, QueuePart> one, Map<String, QueuePart> other) {
    Map<String, QueuePart> both = new HashMap<>(one);
    other.forEach(
        (notifier, part) -> both.merge(notifier, part, (a, b) -> a.at().isBefore(b.at()) ? b : a));
    return both;
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }
}
