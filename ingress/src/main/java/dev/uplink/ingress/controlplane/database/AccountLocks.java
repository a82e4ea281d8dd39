package dev.uplink.ingress.controlplane.database;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/**
 * The locks of accounts. Every change takes one of the two first, so that no lock order can
 * deadlock: the shared one when it only adds or edits one thing, the exclusive one when what others
 * just checked could become wrong (the shape of the tree of Spaces, an integration's end). Empty if
 * there is no such account.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface AccountLocks extends GenericRepository<AccountKey, String> {
  @Query("SELECT id FROM accounts WHERE id = :id FOR SHARE")
  Optional<String> lockShared(String id);

  @Query("SELECT id FROM accounts WHERE id = :id FOR UPDATE")
  Optional<String> lockExclusively(String id);
}
