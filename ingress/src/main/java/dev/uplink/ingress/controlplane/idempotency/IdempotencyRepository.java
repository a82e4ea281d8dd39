package dev.uplink.ingress.controlplane.idempotency;

import dev.uplink.ingress.controlplane.database.AccountKey;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers by key. A key is one caller's. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface IdempotencyRepository extends GenericRepository<AccountKey, String> {
  /** 0 if the key is taken. While another transaction is about to take it, this waits for that. */
  @Query(
      """
      INSERT INTO idempotent_answers (account_id, caller_id, key, sealed_body, created_at)
      VALUES (:accountId, :callerId, :key, '', :at) ON CONFLICT DO NOTHING\
      """)
  int take(String accountId, String callerId, String key, Instant at);

  @Query(
      """
      SELECT encode(sealed_body, 'hex') AS sealed_body, revision
      FROM idempotent_answers
      WHERE account_id = :accountId AND caller_id = :callerId AND key = :key\
      """)
  Optional<IdempotentAnswer> answer(String accountId, String callerId, String key);

  @Query(
      """
      UPDATE idempotent_answers SET sealed_body = :sealedBody, revision = :revision
      WHERE account_id = :accountId AND caller_id = :callerId AND key = :key\
      """)
  void answered(
      String accountId, String callerId, String key, byte[] sealedBody, @Nullable Long revision);

  /** Deletes some of the older ones; returns how many. */
  @Query(
      "DELETE FROM idempotent_answers WHERE ctid IN"
          + " (SELECT ctid FROM idempotent_answers WHERE created_at < :time LIMIT 5000)")
  int deleteBefore(Instant time);
}
