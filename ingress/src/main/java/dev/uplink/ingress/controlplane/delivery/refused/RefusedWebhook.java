package dev.uplink.ingress.controlplane.delivery.refused;

import dev.uplink.ingress.controlplane.Provider;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks that were refused at one address for one reason.
 *
 * @param integrationId of the integration that has the address now; null if none has
 * @param reason the code of the answers
 * @param lastEventKey as the last one's sender wrote it, but cut and in ASCII
 * @param lastUserAgent likewise
 */
@Introspected
public record RefusedWebhook(
    long id,
    @Nullable String integrationId,
    Provider provider,
    String slug,
    String reason,
    long count,
    Instant firstAt,
    Instant lastAt,
    @Nullable String lastEventKey,
    @Nullable String lastUserAgent) {}
