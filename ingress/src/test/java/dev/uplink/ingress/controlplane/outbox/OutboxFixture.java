package dev.uplink.ingress.controlplane.outbox;

import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.fixture.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;

/** A migrated database whose outbox nobody but the test empties. */
final class OutboxFixture {
  final Database database = Database.create();

  OutboxFixture() {
    // Started first, so that the group roles' logins and the broker are there.
    RunningIngress.instance();
    Flyway.configure().dataSource(database.url(), Database.OWNER, "").load().migrate();
  }

  Connection connect() throws SQLException {
    return database.connect(Database.INGRESS);
  }

  OutboxSession session() throws SQLException {
    return OutboxSession.begin(connect()).orElseThrow();
  }

  void append(String key) {
    database.execute(insert(key));
  }

  /** With a value of so many bytes. */
  void append(String key, int bytes) {
    database.execute(insert(key).replace("'\\x01'", "decode(repeat('01', " + bytes + "), 'hex')"));
  }

  static String insert(String key) {
    return "INSERT INTO outbox (topic, key, value, created_at)"
        + " VALUES ('uplink.spaces', '%s', '\\x01', now())".formatted(key);
  }

  List<String> unpublished() throws SQLException {
    try (Connection connection = connect();
        Statement query = connection.createStatement();
        ResultSet found =
            query.executeQuery("SELECT key FROM outbox WHERE published_at IS NULL ORDER BY id")) {
      List<String> keys = new ArrayList<>();
      while (found.next()) {
        keys.add(found.getString(1));
      }
      return keys;
    }
  }
}
