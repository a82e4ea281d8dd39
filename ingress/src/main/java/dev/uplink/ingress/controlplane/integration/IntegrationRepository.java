package dev.uplink.ingress.controlplane.integration;

import dev.uplink.ingress.controlplane.Provider;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Integrations, without their secrets. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface IntegrationRepository extends GenericRepository<Integration, String> {
  Integration save(Integration integration);

  Integration update(Integration integration);

  @Query("DELETE FROM integrations WHERE id = :id")
  void delete(String id);

  @Query("SELECT * FROM integrations WHERE account_id = :accountId AND id = :id")
  Optional<Integration> find(String accountId, String id);

  @Query("SELECT * FROM integrations WHERE account_id = :accountId AND id = :id FOR UPDATE")
  Optional<Integration> lock(String accountId, String id);

  @Query(
      "SELECT * FROM integrations"
          + " WHERE account_id = :accountId AND provider = :provider AND is_default")
  Optional<Integration> findDefault(String accountId, Provider provider);

  /** All of the account, or all of one provider. */
  @Query(
      """
      SELECT * FROM integrations
      WHERE account_id = :accountId AND id > :after
        AND (CAST(:provider AS text) IS NULL OR provider = :provider)
      ORDER BY id LIMIT :limit\
      """)
  List<Integration> page(String accountId, @Nullable Provider provider, String after, int limit);

  /** Those that a Space may use: the defaults, and those of the Spaces it reaches. */
  @Query(
      """
      SELECT * FROM integrations
      WHERE account_id = :accountId AND id > :after
        AND (CAST(:provider AS text) IS NULL OR provider = :provider)
        AND (is_default OR space_id IN (:spaces))
      ORDER BY id LIMIT :limit\
      """)
  List<Integration> attachable(
      String accountId, List<String> spaces, @Nullable Provider provider, String after, int limit);
}
