package dev.uplink.ingress.controlplane.audit;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change.
 *
 * @param id in the order of the changes
 * @param actor the name of the caller's token
 * @param actorId the id of that token; null in entries from before it was kept
 * @param action as {@link AuditedAction#word} says it
 * @param beforeChange what the API showed before, as JSON, without secrets; null for a beginning
 * @param afterChange what it shows since; null for an end
 */
@MappedEntity("audit_entries")
public record AuditEntry(
    @Id String id,
    String accountId,
    Instant at,
    String actor,
    @Nullable String actorId,
    String action,
    String entityId,
    @Nullable String beforeChange,
    @Nullable String afterChange) {}
