package dev.uplink.ingress.controlplane.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.outbox.Outbox;
import dev.uplink.schemas.topic.Topics;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Writes down each change, in the transaction of the change. */
public final class AuditTrail {
  private final AuditRepository entries;
  private final Outbox outbox;
  private final ObjectMapper json;
  private final EntityIds ids;
  private final InstantSource clock;

  /** The mapper writes what the API writes. */
  public AuditTrail(
      AuditRepository entries,
      Outbox outbox,
      ObjectMapper json,
      EntityIds ids,
      InstantSource clock) {
    this.entries = entries;
    this.outbox = outbox;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What it was and what it is, as the API shows it and without secrets.
   *
   * @param before null for a beginning
   * @param after null for an end
   */
  public void record(
      Caller caller,
      AuditedAction action,
      String entityId,
      @Nullable Object before,
      @Nullable Object after) {
    AuditEntry entry =
        new AuditEntry(
            ids.next(),
            caller.accountId(),
            clock.instant(),
            caller.actor(),
            caller.id(),
            action.word(),
            entityId,
            write(before),
            write(after));
    entries.save(entry);
    var published = AuditMapper.toRecord(entry);
    outbox.append(Topics.AUDIT, published.getEntity(), published);
  }

  private @Nullable String write(@Nullable Object view) {
    try {
      return view == null ? null : json.writeValueAsString(view);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a view that is no JSON: " + view.getClass(), e);
    }
  }
}
