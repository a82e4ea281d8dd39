package dev.uplink.local.part;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Databases and roles as an installation's operator would make them: one owner who migrates, one
 * login per service that is only a member of the service's group role, and the registry apart.
 */
public final class Databases {
  public static final String UPLINK = "uplink";
  public static final String REGISTRY = "registry";

  /** Owns Uplink's database and runs its migrations. */
  public static final String OWNER = "uplink_owner";

  public static final String INGRESS = "uplink_ingress_local";
  public static final String NOTIFIER = "uplink_notifier_local";

  /** Sent by clients, never looked at: local mode's PostgreSQL trusts whoever is on loopback. */
  public static final String PASSWORD = "trusted-on-loopback";

  private Databases() {}

  /** For services of the same machine. */
  public static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** The statements that make what is not there yet, without passwords: nobody asks for one. */
  static List<String> missing(Connection connection) throws SQLException {
    return missing(connection, Map.of());
  }

  /**
   * The same, and those that give login roles their passwords, also if they had others before.
   *
   * @param passwords by role
   */
  public static List<String> missing(Connection connection, Map<String, String> passwords)
      throws SQLException {
    List<String> statements = new ArrayList<>();
    role(connection, statements, "uplink_ingress", "NOLOGIN");
    role(connection, statements, "uplink_notifier", "NOLOGIN");
    // The first migration makes the group roles only where nobody did; so the owner need not.
    role(connection, statements, OWNER, "LOGIN");
    if (exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ? AND rolcreaterole", OWNER)) {
      // As it was made once.
      statements.add("ALTER ROLE " + OWNER + " NOCREATEROLE");
    }
    role(connection, statements, INGRESS, "LOGIN IN ROLE uplink_ingress");
    role(connection, statements, NOTIFIER, "LOGIN IN ROLE uplink_notifier");
    role(connection, statements, REGISTRY, "LOGIN");
    passwords.forEach(
        (role, password) ->
            statements.add("ALTER ROLE " + role + " PASSWORD '" + literal(password) + "'"));
    database(connection, statements, UPLINK, OWNER);
    database(connection, statements, REGISTRY, REGISTRY);
    return statements;
  }

  private static void role(
      Connection connection, List<String> statements, String name, String attributes)
      throws SQLException {
    if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name)) {
      statements.add("CREATE ROLE " + name + " " + attributes);
    }
  }

  private static String literal(String password) {
    return password.replace("'", "''");
  }

  private static void database(
      Connection connection, List<String> statements, String name, String owner)
      throws SQLException {
    if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
      statements.add("CREATE DATABASE " + name + " OWNER " + owner);
    }
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }
}
