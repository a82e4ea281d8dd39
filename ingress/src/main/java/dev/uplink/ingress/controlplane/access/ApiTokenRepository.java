package dev.uplink.ingress.controlplane.access;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/**
 * Tokens. Changing the root admin's token at the next start replaces it: the old one is deleted.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ApiTokenRepository extends GenericRepository<ApiToken, String> {
  ApiToken save(ApiToken token);

  @Query("SELECT id, account_id, name, lookup, sha256 FROM api_tokens WHERE lookup = :lookup")
  List<ApiToken> candidates(String lookup);

  @Query("DELETE FROM api_tokens WHERE account_id = :accountId AND name = :name")
  void deleteNamed(String accountId, String name);
}
