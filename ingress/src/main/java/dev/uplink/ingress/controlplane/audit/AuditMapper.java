package dev.uplink.ingress.controlplane.audit;

/** Entries as records that others read. */
final class AuditMapper {
  private AuditMapper() {}

  static dev.uplink.schemas.avro.AuditEntry toRecord(AuditEntry entry) {
    return dev.uplink.schemas.avro.AuditEntry.newBuilder()
        .setEntryId(entry.id())
        .setAccountId(entry.accountId())
        .setActor(entry.actor())
        .setActorId(entry.actorId())
        .setAction(entry.action())
        .setEntity(entry.accountId() + "/" + entry.entityId())
        .setBefore(entry.beforeChange())
        .setAfter(entry.afterChange())
        .setAt(entry.at())
        .build();
  }
}
