package dev.uplink.benchmarks.recovery;

import dev.uplink.local.LocalUplink;
import dev.uplink.local.part.Databases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The databases, which can be lost and put back. */
record Estate(LocalUplink uplink) {
  private static final String BACKUP = "backup";

  /** As it is now; nobody of ingress has it meanwhile. */
  void backUp() {
    run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
            .formatted(Databases.UPLINK),
        "CREATE DATABASE %s TEMPLATE %s".formatted(BACKUP, Databases.UPLINK));
  }

  void restore() {
    run(
        "DROP DATABASE %s WITH (FORCE)".formatted(Databases.UPLINK),
        "CREATE DATABASE %s OWNER %s TEMPLATE %s"
            .formatted(Databases.UPLINK, Databases.OWNER, BACKUP));
  }

  void emptyRegistry() {
    run(
        "DROP DATABASE %s WITH (FORCE)".formatted(Databases.REGISTRY),
        "CREATE DATABASE %1$s OWNER %1$s".formatted(Databases.REGISTRY));
  }

  private void run(String... statements) {
    try (Connection connection =
            DriverManager.getConnection(
                Databases.url(uplink.endpoints().ports().postgres(), "postgres"), "postgres", "");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
