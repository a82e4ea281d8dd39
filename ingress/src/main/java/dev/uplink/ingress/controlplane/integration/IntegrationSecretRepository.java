package dev.uplink.ingress.controlplane.integration;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/**
 * The sealed secrets of integrations. Webhook secrets go with the integration when it is deleted,
 * API credentials a little later. These can be written and not read: the database role has no right
 * to.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface IntegrationSecretRepository extends GenericRepository<Integration, String> {
  @Query(
      """
      INSERT INTO webhook_secrets (id, integration_id, sealed, created_at)
      VALUES (:id, :integrationId, :sealed, :createdAt)\
      """)
  void addWebhookSecret(String id, String integrationId, byte[] sealed, Instant createdAt);

  /** The current one, in hex. */
  @Query(
      """
      SELECT encode(sealed, 'hex') FROM webhook_secrets
      WHERE integration_id = :integrationId AND accepted_until IS NULL\
      """)
  String currentWebhookSecret(String integrationId);

  /** The secrets that are accepted at a time, newest first. */
  @Query(
      """
      SELECT s.id, s.created_at, s.accepted_until, u.last_used_at
      FROM webhook_secrets s LEFT JOIN webhook_secret_uses u ON u.secret_id = s.id
      WHERE s.integration_id = :integrationId
        AND (s.accepted_until IS NULL OR s.accepted_until > :at)
      ORDER BY s.created_at DESC, s.id DESC\
      """)
  List<AcceptedSecret> acceptedWebhookSecrets(String integrationId, Instant at);

  @Query(
      """
      UPDATE webhook_secrets SET accepted_until = :until
      WHERE integration_id = :integrationId AND accepted_until IS NULL\
      """)
  void retireWebhookSecret(String integrationId, Instant until);

  /** Deletes replaced secrets whose time is over, and all but some that last longest. */
  @Query(
      """
      DELETE FROM webhook_secrets
      WHERE integration_id = :integrationId AND accepted_until IS NOT NULL
        AND (accepted_until <= :at OR id NOT IN (
          SELECT id FROM webhook_secrets
          WHERE integration_id = :integrationId AND accepted_until IS NOT NULL
          ORDER BY accepted_until DESC, id DESC LIMIT :most))\
      """)
  void forgetWebhookSecrets(String integrationId, Instant at, int most);

  /** The secrets of all integrations, in the order of their ids. */
  @Query(
      """
      SELECT id, integration_id, encode(sealed, 'hex') AS sealed FROM webhook_secrets
      WHERE id > :after ORDER BY id LIMIT :limit\
      """)
  List<SealedSecret> sealed(String after, int limit);

  /** Unless it is not what it was, in hex. */
  @Query(
      "UPDATE webhook_secrets SET sealed = :sealed"
          + " WHERE id = :id AND sealed = decode(:before, 'hex')")
  void reseal(String id, byte[] sealed, String before);

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

  @Query(
      """
      UPDATE api_credentials SET integration_deleted_at = :at
      WHERE integration_id = :integrationId\
      """)
  void leaveCredentials(String integrationId, Instant at);

  /**
   * Some of integrations that were deleted before a time; how many there were. Also those that an
   * instance from before the time was noted left behind.
   */
  @Query(
      """
      DELETE FROM api_credentials WHERE integration_id IN (
        SELECT integration_id FROM api_credentials
        WHERE integration_deleted_at < :time OR (integration_deleted_at IS NULL AND NOT EXISTS (
          SELECT FROM integrations i WHERE i.id = api_credentials.integration_id))
        LIMIT 1000)\
      """)
  int eraseCredentialsLeftBefore(Instant time);
}
