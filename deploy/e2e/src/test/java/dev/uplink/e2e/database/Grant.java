package dev.uplink.e2e.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * One privilege of a service's group role.
 *
 * @param columns in brackets; empty when it is on the whole table
 */
public record Grant(String role, String table, String privilege, String columns) {
  private static final String ALL =
      """
      SELECT c.relname, a.privilege_type, ''
      FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a
      WHERE a.grantee = ?::regrole
      UNION ALL
      SELECT c.relname, a.privilege_type, format(' (%I)', t.attname)
      FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid
        CROSS JOIN LATERAL aclexplode(t.attacl) a
      WHERE a.grantee = ?::regrole
      ORDER BY 1, 2, 3
      """;

  /** All there are on tables, views, sequences and columns, and none that everybody has. */
  public static List<Grant> of(String role, Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(ALL)) {
      query.setString(1, role);
      query.setString(2, role);
      List<Grant> grants = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          grants.add(new Grant(role, rows.getString(1), rows.getString(2), rows.getString(3)));
        }
      }
      return grants;
    }
  }

  /** The statement that gives it. */
  public String given() {
    return "GRANT %s%s ON %s TO %s".formatted(privilege, columns, table, role);
  }

  /** The statement that takes it away. */
  public String taken() {
    return "REVOKE %s%s ON %s FROM %s".formatted(privilege, columns, table, role);
  }

  @Override
  public String toString() {
    return "%s: %s%s on %s".formatted(role, privilege, columns, table);
  }
}
