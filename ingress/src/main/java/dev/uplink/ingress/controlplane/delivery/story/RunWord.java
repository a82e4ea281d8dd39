package dev.uplink.ingress.controlplane.delivery.story;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler's last word on a run.
 *
 * @param updates how many there were
 */
record RunWord(String runId, String state, Instant at, @Nullable String message, int updates) {}
