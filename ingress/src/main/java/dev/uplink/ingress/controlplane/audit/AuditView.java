package dev.uplink.ingress.controlplane.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry as the API shows it. */
record AuditView(
    String id,
    Instant at,
    String actor,
    @Nullable String actorId,
    String action,
    String entityId,
    @JsonRawValue @Nullable String before,
    @JsonRawValue @Nullable String after) {

  static AuditView of(AuditEntry entry) {
    return new AuditView(
        entry.id(),
        entry.at(),
        entry.actor(),
        entry.actorId(),
        entry.action(),
        entry.entityId(),
        entry.beforeChange(),
        entry.afterChange());
  }
}
