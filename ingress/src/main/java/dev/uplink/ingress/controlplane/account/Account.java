package dev.uplink.ingress.controlplane.account;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** A tenant. Everything else belongs to exactly one. */
@MappedEntity("accounts")
public record Account(@Id String id, String name, long revision, Instant updatedAt) {}
