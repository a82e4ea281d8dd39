package dev.uplink.ingress.controlplane.account;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tenant. Everything else belongs to exactly one.
 *
 * @param spaceAdminsMayCreateSpaces whether who is ADMIN in a Space may create others below it
 * @param runLimit most runs that one event may start, 0 to {@link
 *     dev.uplink.schemas.Limits#HIGHEST_RUN_LIMIT}; null for no limit
 */
@MappedEntity("accounts")
public record Account(
    @Id String id,
    String name,
    boolean spaceAdminsMayCreateSpaces,
    @Nullable Integer runLimit,
    long revision,
    Instant updatedAt) {}
