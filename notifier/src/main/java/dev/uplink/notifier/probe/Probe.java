package dev.uplink.notifier.probe;

import dev.uplink.schemas.id.AccountId;
import java.time.Duration;
import java.time.Instant;

/**
 * A question to one integration's Bitbucket.
 *
 * @param revision of the integration that is meant
 * @param requestedAt by the clock of who asked
 * @param patience how long the answer is waited for
 */
public record Probe(
    String id,
    AccountId account,
    String integrationId,
    long revision,
    Instant requestedAt,
    Duration patience,
    ProbeRequest request) {
  /** By how much two machines' clocks may differ. */
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);

  /** Nobody waits any more: it lay about while no notifier ran. */
  boolean isStale(Instant now) {
    return now.isAfter(requestedAt.plus(patience).plus(CLOCKS_DIFFER));
  }
}
