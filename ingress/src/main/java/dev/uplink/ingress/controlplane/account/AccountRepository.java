package dev.uplink.ingress.controlplane.account;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Accounts and their locks. Every change takes one of the two locks first, so that no lock order
 * can deadlock: the shared one when it only adds or edits one thing, the exclusive one when what
 * others just checked could become wrong (the shape of the tree of Spaces, an integration's end).
 */
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

  @Query("SELECT id FROM accounts WHERE id = :id FOR SHARE")
  Optional<String> lockShared(String id);

  @Query("SELECT id FROM accounts WHERE id = :id FOR UPDATE")
  Optional<String> lockExclusively(String id);
}
