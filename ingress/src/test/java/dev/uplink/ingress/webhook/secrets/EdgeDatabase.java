package dev.uplink.ingress.webhook.secrets;

import dev.uplink.ingress.crypto.WebhookSecretSealing;
import dev.uplink.ingress.fixture.Database;
import dev.uplink.ingress.fixture.Keysets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL with as much of the tables as the edge reads. One for all tests of a JVM. */
final class EdgeDatabase {
  private static final String TABLES =
      """
      CREATE TABLE integrations (
        id text PRIMARY KEY, account_id text NOT NULL, provider text NOT NULL, slug text NOT NULL,
        UNIQUE (account_id, provider, slug));
      CREATE TABLE webhook_secrets (
        id text PRIMARY KEY,
        integration_id text NOT NULL REFERENCES integrations ON DELETE CASCADE,
        sealed bytea NOT NULL, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        accepted_until timestamptz);
      """;

  private static final EdgeDatabase ONE = new EdgeDatabase();

  private final Database database = Database.create();
  final DataSource dataSource = dataSource(database);
  final WebhookSecretSealing sealing = WebhookSecretSealing.fromKeyset(Keysets.aead());

  private EdgeDatabase() {
    execute(TABLES);
  }

  static EdgeDatabase get() {
    return ONE;
  }

  private static DataSource dataSource(Database database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(database.url());
    source.setUser(Database.OWNER);
    return source;
  }

  void execute(String sql) {
    database.execute(sql);
  }

  void addIntegration(String id, String slug) {
    execute(
        "INSERT INTO integrations VALUES ('%s', 'acme', 'BITBUCKET_CLOUD', '%s')"
            .formatted(id, slug));
  }

  void addSecret(String id, String integrationId, byte[] sealed) {
    String insert = "INSERT INTO webhook_secrets (id, integration_id, sealed) VALUES (?, ?, ?)";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(insert)) {
      statement.setString(1, id);
      statement.setString(2, integrationId);
      statement.setBytes(3, sealed);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(insert, e);
    }
  }

  void notifyOf(String payload) {
    execute("NOTIFY uplink_webhook_secrets, '" + payload + "'");
  }

  /** As a database fail-over or a cut network looks to those who listen. */
  void cutListeners() {
    execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
  }
}
