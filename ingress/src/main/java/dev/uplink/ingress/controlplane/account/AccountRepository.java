package dev.uplink.ingress.controlplane.account;

import dev.uplink.ingress.controlplane.database.AccountLocks;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Accounts. Their locks are {@link AccountLocks}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface AccountRepository extends GenericRepository<Account, String> {
  /** 0 if it exists; then nothing is changed. */
  @Query(
      """
      INSERT INTO accounts (id, name, revision, updated_at)
      VALUES (:id, :name, :revision, :updatedAt) ON CONFLICT DO NOTHING\
      """)
  int insertIfAbsent(String id, String name, long revision, Instant updatedAt);

  Optional<Account> findById(String id);

  Account update(Account account);

  @Query("SELECT * FROM accounts ORDER BY id")
  List<Account> all();
}
