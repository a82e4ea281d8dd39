package dev.uplink.local.part;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Databases that can be lost and put back, for whoever tries a recovery.
 *
 * @param port of local mode's PostgreSQL
 */
public record DatabaseCopies(int port) {
  private static final String BACKUP = "backup";

  /** Keeps Uplink's as it is now; nobody of ingress has it meanwhile. */
  public void backUp() {
    run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
            .formatted(Databases.UPLINK),
        "CREATE DATABASE %s TEMPLATE %s".formatted(BACKUP, Databases.UPLINK));
  }

  /** Makes Uplink's what it was when it was kept, whoever is in it. */
  public void restore() {
    run(
        "DROP DATABASE %s WITH (FORCE)".formatted(Databases.UPLINK),
        "CREATE DATABASE %s OWNER %s TEMPLATE %s"
            .formatted(Databases.UPLINK, Databases.OWNER, BACKUP));
  }

  public void emptyRegistry() {
    run(
        "DROP DATABASE %s WITH (FORCE)".formatted(Databases.REGISTRY),
        "CREATE DATABASE %1$s OWNER %1$s".formatted(Databases.REGISTRY));
  }

  private void run(String... statements) {
    try (Connection connection =
            DriverManager.getConnection(Databases.url(port, "postgres"), "postgres", "");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
