package dev.uplink.notifier.credentials;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/** The one table of the database that the notifier may read. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ApiCredentialsRepository extends GenericRepository<SealedCredential, String> {
  Optional<SealedCredential> findById(String integrationId);
}
