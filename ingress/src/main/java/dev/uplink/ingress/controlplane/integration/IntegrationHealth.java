package dev.uplink.ingress.controlplane.integration;

import dev.uplink.schemas.avro.HealthState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an integration fares with its Bitbucket, as the notifier's calls tell.
 *
 * @param state of the last call that said something of the integration as a whole
 * @param lastSuccessAt the last call that Bitbucket accepted, five minutes old at most
 * @param lastErrorAt the last one that failed for a reason of the whole integration
 * @param lastError that reason, for people
 */
public record IntegrationHealth(
    HealthState state,
    @Nullable Instant lastSuccessAt,
    @Nullable Instant lastErrorAt,
    @Nullable String lastError) {
  /** Of one for which nothing was called yet. */
  public static final IntegrationHealth UNKNOWN =
      new IntegrationHealth(HealthState.UNKNOWN, null, null, null);
}
