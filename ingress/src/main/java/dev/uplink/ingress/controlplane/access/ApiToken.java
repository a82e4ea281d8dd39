package dev.uplink.ingress.controlplane.access;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** A token as it is stored, in hex: enough to recognise it, not enough to use it. */
@MappedEntity("api_tokens")
public record ApiToken(
    @Id String id, String accountId, String name, String lookup, String sha256) {}
