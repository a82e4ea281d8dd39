package dev.uplink.ingress.controlplane.database;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * An account by nothing but its id. Micronaut Data asks each repository for an entity; those that
 * have no table of their own to map name this one, and need to know no entity for it.
 */
@MappedEntity("accounts")
public record AccountKey(@Id String id) {}
