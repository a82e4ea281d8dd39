package dev.uplink.ingress.controlplane.integration;

import io.micronaut.core.annotation.Introspected;

/**
 * A webhook secret as it is stored.
 *
 * @param sealed in hex
 */
@Introspected
public record SealedSecret(String id, String integrationId, String sealed) {}
