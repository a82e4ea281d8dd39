package dev.uplink.notifier.health;

import dev.uplink.schemas.id.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The latest that is known of an integration's calls. Several notifiers call for one integration,
 * and each knows its own calls only: what they know together is the later of each, in whatever
 * order and however often it is brought together.
 *
 * @param successAt the last call that Bitbucket accepted; null if none is known of
 * @param errorAt the last one that failed for a reason of the whole integration; null for none
 * @param error that reason in words; null for none
 */
record Health(
    AccountId account,
    String integrationId,
    @Nullable Instant successAt,
    @Nullable Instant errorAt,
    @Nullable String error) {

  static Health succeeded(AccountId account, String integrationId, Instant at) {
    return new Health(account, integrationId, at, null, null);
  }

  static Health failed(AccountId account, String integrationId, Instant at, String error) {
    return new Health(account, integrationId, null, at, error);
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
        oursIsLater ? error : other.error);
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }
}
