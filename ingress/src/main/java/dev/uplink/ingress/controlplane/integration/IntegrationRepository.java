package dev.uplink.ingress.controlplane.integration;

import dev.uplink.ingress.controlplane.Provider;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
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

  /** A page of all integrations, which nobody changes until the transaction ends. */
  @Query(
      "SELECT * FROM integrations WHERE account_id = :accountId AND id > :after"
          + " ORDER BY id LIMIT :limit FOR SHARE")
  List<Integration> lockPage(String accountId, String after, int limit);

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

  /** All, or the defaults and those of some Spaces; of all providers, or of one. */
  @Query(
      """
      SELECT * FROM integrations
      WHERE account_id = :accountId AND id > :after
        AND (CAST(:provider AS text) IS NULL OR provider = :provider)
        AND (:everywhere OR is_default OR space_id = ANY (:spaces))
      ORDER BY id LIMIT :limit\
      """)
  List<Integration> page(
      String accountId,
      @Nullable Provider provider,
      boolean everywhere,
      @TypeDef(type = DataType.STRING_ARRAY) List<String> spaces,
      String after,
      int limit);
}
