package dev.uplink.ingress.controlplane.outbox;

import dev.uplink.ingress.controlplane.database.AccountKey;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;

/** Appends to the outbox in the caller's transaction. Reading it is the publisher's business. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface OutboxRepository extends GenericRepository<AccountKey, String> {
  @Query(
      """
      INSERT INTO outbox (topic, key, value, created_at)
      VALUES (:topic, :key, :value, :createdAt)\
      """)
  void append(String topic, String key, byte[] value, Instant createdAt);

  @Query("INSERT INTO outbox (topic, key, created_at) VALUES (:topic, :key, :createdAt)")
  void appendTombstone(String topic, String key, Instant createdAt);
}
