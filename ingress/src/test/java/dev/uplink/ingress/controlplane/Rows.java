package dev.uplink.ingress.controlplane;

import dev.uplink.ingress.fixture.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Looks into a database past the service. */
final class Rows {
  private Rows() {}

  static void change(Database database, String sql) {
    try (Connection connection = database.connect(Database.OWNER);
        Statement change = connection.createStatement()) {
      change.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The one value of the one row that the query finds, as text. */
  static String one(Database database, String sql) {
    try (Connection connection = database.connect(Database.OWNER);
        Statement query = connection.createStatement();
        ResultSet found = query.executeQuery(sql)) {
      found.next();
      return String.valueOf(found.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
