package dev.uplink.ingress.controlplane.delivery.story;

import dev.uplink.schemas.avro.RunAction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What schedulers were told of a run, other than to start it.
 *
 * @param deliveryId which caused it, or for what no delivery asked for the one that started the run
 */
record Command(
    Instant at,
    RunAction action,
    String deliveryId,
    String runId,
    String targetId,
    String targetSlug,
    @Nullable Long pullRequestId,
    @Nullable String reason) {}
