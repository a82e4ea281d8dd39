package dev.uplink.ingress.controlplane.delivery;

import io.micronaut.core.annotation.Introspected;

/** How many targets and refs of a decision had which outcome. */
@Introspected
public record OutcomeCounts(
    int started, int stopped, int deduplicated, int ignored, int rejected) {}
