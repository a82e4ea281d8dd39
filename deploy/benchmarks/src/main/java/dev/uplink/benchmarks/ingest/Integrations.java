package dev.uplink.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.uplink.benchmarks.load.Webhooks;
import dev.uplink.ingress.crypto.WebhookSecretSealing;
import dev.uplink.local.part.Databases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Puts integrations into the database as the control plane would have left them: a hundred thousand
 * of them through its API would take longer than the benchmark.
 */
record Integrations(String database, WebhookSecretSealing sealing) {
  private static final int BATCH = 1_000;

  private static final String INTEGRATION =
      """
      INSERT INTO integrations (id, account_id, provider, slug, name, is_default, space_id,
        options_vcs_checks, options_use_git_checkout, options_labels, options_description,
        access_username, credentials_version, revision, updated_at)
      VALUES (?, ?, 'BITBUCKET_CLOUD', ?, ?, false, 'root', 'AGGREGATED', false, '{}', '',
        'bench', 1, 1, now())
      """;

  private static final String SECRET =
      "INSERT INTO webhook_secrets (id, integration_id, sealed, created_at) VALUES (?, ?, ?,"
          + " now())";

  /** From the first number to before the second. */
  void add(int from, int to) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database, Databases.OWNER, Databases.PASSWORD);
        PreparedStatement integrations = connection.prepareStatement(INTEGRATION);
        PreparedStatement secrets = connection.prepareStatement(SECRET)) {
      connection.setAutoCommit(false);
      for (int number = from; number < to; number++) {
        add(number, integrations, secrets);
        if (number % BATCH == BATCH - 1 || number == to - 1) {
          integrations.executeBatch();
          secrets.executeBatch();
          connection.commit();
        }
      }
      analyse(connection);
    }
  }

  private void add(int number, PreparedStatement integrations, PreparedStatement secrets)
      throws SQLException {
    String id = "bench-%06d".formatted(number);
    integrations.setString(1, id);
    integrations.setString(2, Webhooks.ACCOUNT);
    integrations.setString(3, Webhooks.slug(number));
    integrations.setString(4, Webhooks.slug(number));
    integrations.addBatch();
    secrets.setString(1, "secret-" + number);
    secrets.setString(2, id);
    secrets.setBytes(3, sealing.seal(id, Webhooks.SECRET.getBytes(US_ASCII)));
    secrets.addBatch();
  }

  /** What a database that has had its integrations for a day would have done long ago. */
  private static void analyse(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("VACUUM ANALYZE integrations");
      statement.execute("VACUUM ANALYZE webhook_secrets");
    }
  }
}
