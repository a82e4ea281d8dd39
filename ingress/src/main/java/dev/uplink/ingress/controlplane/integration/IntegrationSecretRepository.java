package dev.uplink.ingress.controlplane.integration;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/**
 * The sealed secrets of integrations; they go with the integration when it is deleted. API
 * credentials can be written and not read: the database role has no right to.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface IntegrationSecretRepository extends GenericRepository<Integration, String> {
  @Query(
      """
      INSERT INTO webhook_secrets (id, integration_id, sealed, created_at)
      VALUES (:id, :integrationId, :sealed, :createdAt)\
      """)
  void addWebhookSecret(String id, String integrationId, byte[] sealed, Instant createdAt);

  /** In hex, newest first. */
  @Query(
      """
      SELECT encode(sealed, 'hex') FROM webhook_secrets WHERE integration_id = :integrationId
      ORDER BY created_at DESC, id DESC\
      """)
  List<String> webhookSecrets(String integrationId);

  @Query("DELETE FROM webhook_secrets WHERE integration_id = :integrationId")
  void deleteWebhookSecrets(String integrationId);

  @Query(
      """
      INSERT INTO api_credentials (integration_id, version, sealed, updated_at)
      VALUES (:integrationId, :version, :sealed, :updatedAt)
      ON CONFLICT (integration_id)
      DO UPDATE SET version = :version, sealed = :sealed, updated_at = :updatedAt\
      """)
  void writeCredentials(String integrationId, long version, byte[] sealed, Instant updatedAt);
}
