package dev.uplink.ingress.webhook.secrets;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Keeps the uses of secrets in PostgreSQL. */
public final class JdbcSecretUseLog implements SecretUseLog {
  /**
   * Locks rows in one order, so that two instances cannot wait for each other; no use is set back
   * in time.
   */
  private static final String UPSERT =
      """
      INSERT INTO webhook_secret_uses (secret_id, last_used_at)
      SELECT s.id, CAST(used.at AS timestamptz)
      FROM unnest(?::text[], ?::text[]) AS used (id, at) JOIN webhook_secrets s ON s.id = used.id
      ORDER BY s.id
      ON CONFLICT (secret_id) DO UPDATE
      SET last_used_at = greatest(webhook_secret_uses.last_used_at, excluded.last_used_at)
      """;

  private final DataSource dataSource;

  public JdbcSecretUseLog(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public void write(Map<String, Instant> uses) {
    List<String> ids = new ArrayList<>();
    List<String> times = new ArrayList<>();
    uses.forEach(
        (id, at) -> {
          ids.add(id);
          times.add(at.toString());
        });
    try (Connection connection = dataSource.getConnection();
        PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
      upsert.setArray(1, connection.createArrayOf("text", ids.toArray()));
      upsert.setArray(2, connection.createArrayOf("text", times.toArray()));
      upsert.executeUpdate();
    } catch (SQLException e) {
      throw new SecretsUnavailableException(
          "could not write uses of secrets: " + e.getMessage(), e);
    }
  }
}
