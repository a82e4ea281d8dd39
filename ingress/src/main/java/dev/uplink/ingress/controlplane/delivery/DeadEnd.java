package dev.uplink.ingress.controlplane.delivery;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;

/** A delivery that could not be understood or processed: what its dead letter says of it. */
@Introspected
public record DeadEnd(Instant at, String stage, String reason, String message) {}
