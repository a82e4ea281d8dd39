package dev.uplink.ingress.controlplane.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it arrived.
 *
 * @param attempt the highest number seen; Cloud only
 * @param secretId which of the integration's secrets verified it
 * @param partition of uplink.webhooks, where its bytes are
 * @param offset of the last record with these bytes: Bitbucket may have sent them again
 */
public record Arrival(
    Instant receivedAt,
    @Nullable String requestId,
    @Nullable String hookId,
    @Nullable Integer attempt,
    @Nullable String userAgent,
    String secretId,
    int bodyBytes,
    int partition,
    long offset) {}
