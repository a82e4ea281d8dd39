package dev.uplink.ingress.controlplane.token;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tokens, by account but where the question is whose a token is. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ApiTokenRepository extends GenericRepository<ApiToken, String> {
  ApiToken save(ApiToken token);

  @Query("SELECT * FROM api_tokens WHERE lookup = :lookup")
  List<ApiToken> candidates(String lookup);

  @Query("UPDATE api_tokens SET last_used_at = :at WHERE id = :id")
  void used(String id, Instant at);

  @Query("SELECT * FROM api_tokens WHERE account_id = :accountId AND id = :id")
  Optional<ApiToken> find(String accountId, String id);

  @Query(
      "SELECT * FROM api_tokens WHERE account_id = :accountId AND id > :after"
          + " ORDER BY id LIMIT :limit")
  List<ApiToken> page(String accountId, String after, int limit);

  @Query("DELETE FROM api_tokens WHERE account_id = :accountId AND id = :id")
  void delete(String accountId, String id);

  @Query("SELECT * FROM api_tokens WHERE account_id = :accountId AND is_bootstrap")
  Optional<ApiToken> findBootstrap(String accountId);
}
