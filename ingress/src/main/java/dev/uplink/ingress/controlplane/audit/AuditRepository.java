package dev.uplink.ingress.controlplane.audit;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries, by account. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface AuditRepository extends GenericRepository<AuditEntry, String> {
  AuditEntry save(AuditEntry entry);

  /** Deletes some of the older ones; returns how many. */
  @Query(
      "DELETE FROM audit_entries WHERE id IN"
          + " (SELECT id FROM audit_entries WHERE at < :time LIMIT 5000)")
  int deleteBefore(Instant time);

  /** The newest first, before an id; of everything, or of one thing. */
  @Query(
      """
      SELECT * FROM audit_entries
      WHERE account_id = :accountId
        AND (:before = '' OR id < :before)
        AND (CAST(:entityId AS text) IS NULL OR entity_id = :entityId)
      ORDER BY id DESC LIMIT :limit\
      """)
  List<AuditEntry> page(String accountId, @Nullable String entityId, String before, int limit);
}
