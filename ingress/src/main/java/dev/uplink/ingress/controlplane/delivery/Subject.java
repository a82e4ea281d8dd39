package dev.uplink.ingress.controlplane.delivery;

import dev.uplink.ingress.controlplane.Provider;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which delivery something is told of: what every record on it says, or may say.
 *
 * @param at time of the record; of the delivery, the one of whichever record was read first
 * @param integrationId null while only a dead letter has told of it
 * @param eventKey null likewise; empty if the webhook had none
 * @param replayOf the delivery whose bytes it repeats
 */
public record Subject(
    String id,
    String accountId,
    Instant at,
    Provider provider,
    String repositoryKey,
    @Nullable String integrationId,
    @Nullable String eventKey,
    @Nullable String replayOf) {}
