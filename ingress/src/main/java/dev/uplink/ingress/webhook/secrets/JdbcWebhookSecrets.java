package dev.uplink.ingress.webhook.secrets;

import dev.uplink.ingress.crypto.WebhookSecretSealing;
import dev.uplink.ingress.webhook.IntegrationSecrets;
import dev.uplink.ingress.webhook.WebhookAddress;
import dev.uplink.ingress.webhook.WebhookSecret;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads integrations' secrets from PostgreSQL and opens them. */
public final class JdbcWebhookSecrets implements SecretSource {
  private static final String SECRETS_OF_INTEGRATIONS =
      """
      SELECT i.account_id, i.provider, i.slug, i.id AS integration_id,
        s.id AS secret_id, s.sealed, s.accepted_until
      FROM unnest(?::text[], ?::text[], ?::text[]) AS wanted (account_id, provider, slug)
      JOIN integrations i USING (account_id, provider, slug)
      LEFT JOIN webhook_secrets s ON s.integration_id = i.id
      ORDER BY s.created_at DESC, s.id DESC
      """;

  /** A secret as the database keeps it. */
  @SuppressWarnings("ArrayRecordComponent") // carried to where it is opened, never compared
  private record Sealed(String id, byte[] secret, Instant acceptedUntil) {}

  /** An integration with what is sealed of it; one without a secret exists, and accepts nothing. */
  private record Found(String integrationId, List<Sealed> secrets) {}

  private final DataSource dataSource;
  private final WebhookSecretSealing sealing;

  public JdbcWebhookSecrets(DataSource dataSource, WebhookSecretSealing sealing) {
    this.dataSource = dataSource;
    this.sealing = sealing;
  }

  @Override
  public Reading read(List<WebhookAddress> addresses) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement(SECRETS_OF_INTEGRATIONS)) {
      query.setQueryTimeout((int) CachedWebhookSecrets.LOOKUP_TIMEOUT.toSeconds());
      query.setArray(1, texts(connection, addresses, address -> address.account().value()));
      query.setArray(
          2, texts(connection, addresses, address -> address.product().provider().name()));
      query.setArray(3, texts(connection, addresses, address -> address.slug().value()));
      try (ResultSet rows = query.executeQuery()) {
        Map<WebhookAddress, Found> found = read(rows);
        return address -> Optional.ofNullable(found.get(address)).map(this::open);
      }
    } catch (SQLException e) {
      throw new SecretsUnavailableException("could not read the secrets of " + addresses, e);
    }
  }

  private static Array texts(
      Connection connection, List<WebhookAddress> addresses, Function<WebhookAddress, String> part)
      throws SQLException {
    return connection.createArrayOf("text", addresses.stream().map(part).toArray());
  }

  private static Map<WebhookAddress, Found> read(ResultSet rows) throws SQLException {
    Map<WebhookAddress, Found> found = new HashMap<>();
    while (rows.next()) {
      String integrationId = rows.getString("integration_id");
      Found integration =
          found.computeIfAbsent(address(rows), any -> new Found(integrationId, new ArrayList<>()));
      @Nullable String secretId = rows.getString("secret_id");
      if (secretId != null) {
        integration
            .secrets()
            .add(new Sealed(secretId, rows.getBytes("sealed"), acceptedUntil(rows)));
      }
    }
    return found;
  }

  private static Instant acceptedUntil(ResultSet row) throws SQLException {
    @Nullable Timestamp time = row.getTimestamp("accepted_until");
    return time == null ? Instant.MAX : time.toInstant();
  }

  private static WebhookAddress address(ResultSet row) throws SQLException {
    return StoredAddress.of(
        row.getString("provider"), row.getString("account_id"), row.getString("slug"));
  }

  private IntegrationSecrets open(Found integration) {
    return new IntegrationSecrets(
        integration.integrationId(),
        integration.secrets().stream()
            .map(
                found ->
                    new WebhookSecret(
                        found.id(),
                        sealing.open(integration.integrationId(), found.secret()),
                        found.acceptedUntil()))
            .toList());
  }
}
