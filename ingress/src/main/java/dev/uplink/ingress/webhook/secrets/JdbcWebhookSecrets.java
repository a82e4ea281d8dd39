package dev.uplink.ingress.webhook.secrets;

import dev.uplink.ingress.crypto.WebhookSecretSealing;
import dev.uplink.ingress.webhook.IntegrationSecrets;
import dev.uplink.ingress.webhook.WebhookAddress;
import dev.uplink.ingress.webhook.WebhookSecret;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads an integration's secrets and opens them. Blocks: for the cache's readers only. */
public final class JdbcWebhookSecrets
    implements Function<WebhookAddress, Optional<IntegrationSecrets>> {
  private static final String SECRETS_OF_INTEGRATION =
      """
      SELECT i.id AS integration_id, s.id AS secret_id, s.sealed
      FROM integrations i LEFT JOIN webhook_secrets s ON s.integration_id = i.id
      WHERE i.account_id = ? AND i.provider = ? AND i.slug = ?
      ORDER BY s.created_at DESC, s.id DESC
      """;

  private final DataSource dataSource;
  private final WebhookSecretSealing sealing;

  public JdbcWebhookSecrets(DataSource dataSource, WebhookSecretSealing sealing) {
    this.dataSource = dataSource;
    this.sealing = sealing;
  }

  /**
   * Empty if there is no such integration; throws if that cannot be told or a secret not opened.
   */
  @Override
  public Optional<IntegrationSecrets> apply(WebhookAddress address) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement(SECRETS_OF_INTEGRATION)) {
      query.setQueryTimeout((int) CachedWebhookSecrets.LOOKUP_TIMEOUT.toSeconds());
      query.setString(1, address.account().value());
      query.setString(2, address.product().provider().name());
      query.setString(3, address.slug().value());
      try (ResultSet rows = query.executeQuery()) {
        return read(rows);
      }
    } catch (SQLException e) {
      throw new SecretsUnavailableException("could not read the secrets of " + address, e);
    }
  }

  /** The outer join: an integration without a secret exists, and accepts nothing. */
  private Optional<IntegrationSecrets> read(ResultSet rows) throws SQLException {
    @Nullable String integrationId = null;
    List<WebhookSecret> secrets = new ArrayList<>();
    while (rows.next()) {
      integrationId = rows.getString("integration_id");
      @Nullable String secretId = rows.getString("secret_id");
      if (secretId != null) {
        secrets.add(
            new WebhookSecret(secretId, sealing.open(integrationId, rows.getBytes("sealed"))));
      }
    }
    return integrationId == null
        ? Optional.empty()
        : Optional.of(new IntegrationSecrets(integrationId, secrets));
  }
}
