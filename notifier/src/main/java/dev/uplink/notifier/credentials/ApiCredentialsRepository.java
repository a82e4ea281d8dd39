package dev.uplink.notifier.credentials;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** The one table of the database that the notifier may read. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ApiCredentialsRepository extends GenericRepository<SealedCredential, String> {
  Optional<SealedCredential> findById(String integrationId);

  @Query(
      "SELECT * FROM api_credentials WHERE integration_id > :after"
          + " ORDER BY integration_id LIMIT :limit")
  List<SealedCredential> page(String after, int limit);

  /** Unless it was replaced since. */
  @Query(
      "UPDATE api_credentials SET sealed = :sealed"
          + " WHERE integration_id = :integrationId AND version = :version")
  void reseal(String integrationId, long version, byte[] sealed);
}
