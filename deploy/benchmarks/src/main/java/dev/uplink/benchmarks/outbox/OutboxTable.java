package dev.uplink.benchmarks.outbox;

import dev.uplink.local.part.Databases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The benchmark's look at the database: what is there before, and what waits meanwhile. */
final class OutboxTable implements AutoCloseable {
  private final Connection connection;

  OutboxTable(String database) throws SQLException {
    connection = DriverManager.getConnection(database, Databases.OWNER, Databases.PASSWORD);
  }

  void addSpaces(int writers) throws SQLException {
    String sql =
        """
        INSERT INTO spaces (account_id, id, name, description, labels, parent_space_id,
          inherit_entities, revision, updated_at)
        VALUES (?, ?, 'Space', '', '{}', 'root', true, 1, now())
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (String id : Writers.spaces(writers)) {
        insert.setString(1, Writers.ACCOUNT);
        insert.setString(2, id);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Each run begins with an empty table, as if rows were deleted in time. */
  void empty() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE outbox");
    }
  }

  /**
   * What was committed, at one moment.
   *
   * @param waiting not yet marked as published
   */
  record Rows(long all, long waiting) {}

  boolean isDrained() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT NOT EXISTS (SELECT FROM outbox WHERE published_at IS NULL)")) {
      found.next();
      return found.getBoolean(1);
    }
  }

  Rows rows() throws SQLException {
    String sql = "SELECT count(*), count(*) FILTER (WHERE published_at IS NULL) FROM outbox";
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      found.next();
      return new Rows(found.getLong(1), found.getLong(2));
    }
  }

  /** Since when the oldest of these has been waiting, in milliseconds; 0 if there is none. */
  long oldestMillis() throws SQLException {
    String sql =
        "SELECT coalesce(extract(epoch FROM now() - min(created_at)) * 1000, 0)::bigint FROM"
            + " (SELECT created_at FROM outbox WHERE published_at IS NULL ORDER BY id LIMIT 1) o";
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      found.next();
      return found.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
