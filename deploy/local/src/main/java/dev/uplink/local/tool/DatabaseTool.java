package dev.uplink.local.tool;

import dev.uplink.local.part.Databases;
import dev.uplink.local.process.StartFailedException;
import dev.uplink.schemas.settings.Settings;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;

/** Makes in a real PostgreSQL what local mode makes in its own, and gives the logins passwords. */
final class DatabaseTool {
  /** Of SQLSTATE: the server is starting, or nobody listens yet. */
  private static final String CONNECTION = "08";

  private static final String NOT_READY = "57P03";

  private DatabaseTool() {}

  static boolean run(Settings settings, PrintStream out) {
    Map<String, String> passwords =
        Map.of(
            Databases.OWNER, settings.get(ToolSettings.OWNER_PASSWORD),
            Databases.INGRESS, settings.get(ToolSettings.INGRESS_PASSWORD),
            Databases.NOTIFIER, settings.get(ToolSettings.NOTIFIER_PASSWORD),
            Databases.REGISTRY, settings.get(ToolSettings.REGISTRY_PASSWORD));
    try (Connection connection = Patience.first("PostgreSQL", () -> connect(settings));
        Statement statement = connection.createStatement()) {
      for (String sql : Databases.missing(connection, passwords)) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      // The message of a failed statement does not repeat it, so no password is in it.
      throw new StartFailedException("The databases could not be made: " + e.getMessage());
    }
    out.println("Databases and roles are there.");
    return true;
  }

  /** Empty as long as waiting may help. */
  private static Optional<Connection> connect(Settings settings) {
    try {
      return Optional.of(
          DriverManager.getConnection(
              settings.get(ToolSettings.DATABASE_URL),
              settings.get(ToolSettings.SUPERUSER),
              settings.get(ToolSettings.SUPERUSER_PASSWORD)));
    } catch (SQLException e) {
      String state = String.valueOf(e.getSQLState());
      if (state.startsWith(CONNECTION) || state.equals(NOT_READY)) {
        return Optional.empty();
      }
      throw new StartFailedException("PostgreSQL refuses: " + e.getMessage());
    }
  }
}
