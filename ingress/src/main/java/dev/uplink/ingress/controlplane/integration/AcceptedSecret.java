package dev.uplink.ingress.controlplane.integration;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A webhook secret that is accepted, without the secret.
 *
 * @param acceptedUntil null for the current one
 * @param lastUsedAt when a webhook last came that was signed with it, to five minutes; null if none
 *     did
 */
@Introspected
public record AcceptedSecret(
    String id, Instant createdAt, @Nullable Instant acceptedUntil, @Nullable Instant lastUsedAt) {}
