package dev.uplink.ingress.controlplane.integration;

import dev.uplink.schemas.avro.HealthState;
import dev.uplink.schemas.avro.HintKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an integration fares with its Bitbucket, as the notifier's calls tell.
 *
 * @param state of the last call that said something of the integration as a whole; as long as a
 *     scope is missing it fails, though calls that take another one go well
 * @param lastSuccessAt the last call that Bitbucket accepted, five minutes old at most
 * @param lastErrorAt the last one that failed for a reason of the whole integration
 * @param lastError that reason, for people
 * @param waiting statuses that Bitbucket does not show yet
 * @param waitingSince when the longest waiting of them was first wanted; null when none waits
 * @param waitingReason what held up the last try, for people; null when nothing did
 * @param budgetLimit requests that the credentials may make, an hour on Cloud, at once on Data
 *     Center; null when none was made lately
 * @param budgetRemaining how many of them are left
 * @param hints what should be put right in Bitbucket
 */
public record IntegrationHealth(
    HealthState state,
    @Nullable Instant lastSuccessAt,
    @Nullable Instant lastErrorAt,
    @Nullable String lastError,
    int waiting,
    @Nullable Instant waitingSince,
    @Nullable String waitingReason,
    @Nullable Integer budgetLimit,
    @Nullable Integer budgetRemaining,
    List<Hint> hints) {
  /** The health of an integration for which nothing was called yet. */
  public static final IntegrationHealth UNKNOWN =
      new IntegrationHealth(
          HealthState.UNKNOWN, null, null, null, 0, null, null, null, null, List.of());

  public IntegrationHealth {
    hints = List.copyOf(hints);
  }

  /**
   * What should be put right in Bitbucket.
   *
   * @param subject where: the workspace that lacks the app, or what takes the scope
   * @param detail for people
   * @param seenAt when it was last seen to be so
   */
  public record Hint(HintKind code, String subject, String detail, Instant seenAt) {}
}
