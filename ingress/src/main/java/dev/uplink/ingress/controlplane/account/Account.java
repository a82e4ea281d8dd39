package dev.uplink.ingress.controlplane.account;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A tenant. Everything else belongs to exactly one.
 *
 * @param spaceAdminsMayCreateSpaces whether who is ADMIN in a Space may create others below it
 */
@MappedEntity("accounts")
public record Account(
    @Id String id,
    String name,
    boolean spaceAdminsMayCreateSpaces,
    long revision,
    Instant updatedAt) {}
