package dev.uplink.ingress.controlplane.outbox;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/**
 * The publisher's own connection: on it stand the lock that makes this instance the one publisher,
 * the notifications that wake it, and its reads and marks. When it breaks, all of them end
 * together, and another instance may take over.
 */
final class OutboxSession implements AutoCloseable {
  /** Says nothing, it only has to be the same for every instance. */
  private static final long PUBLISHER_LOCK = 0x75706c696e6b6f62L;

  private final Connection connection;

  private OutboxSession(Connection connection) {
    this.connection = connection;
  }

  /** Takes over the connection. Empty if another instance is the publisher. */
  static Optional<OutboxSession> begin(Connection connection) throws SQLException {
    OutboxSession session = new OutboxSession(connection);
    boolean begun = false;
    try {
      connection.setAutoCommit(true);
      begun = session.lock();
      if (begun) {
        try (Statement listen = connection.createStatement()) {
          listen.execute("LISTEN uplink_outbox");
        }
      }
    } catch (SQLException e) {
      begun = false;
      throw e;
    } finally {
      // A connection left open would keep the lock, and no instance could publish any more.
      if (!begun) {
        session.close();
      }
    }
    return begun ? Optional.of(session) : Optional.empty();
  }

  /**
   * The oldest unpublished rows. By "unpublished" and not by an id beyond the last one: ids are
   * drawn before commits, so a lower id may become visible after a higher one.
   *
   * @param bytes after which no further row is taken
   */
  List<OutboxRow> unpublished(int limit, int bytes) throws SQLException {
    String sql =
        """
        SELECT id, topic, key, value FROM (
          SELECT *, sum(octet_length(value)) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING
            AND 1 PRECEDING) AS bytes_before
          FROM (SELECT id, topic, key, value FROM outbox
            WHERE published_at IS NULL ORDER BY id LIMIT ?) oldest) counted
        WHERE coalesce(bytes_before, 0) < ? ORDER BY id\
        """;
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setInt(1, limit);
      query.setInt(2, bytes);
      ResultSet found = query.executeQuery();
      List<OutboxRow> rows = new ArrayList<>();
      while (found.next()) {
        rows.add(
            new OutboxRow(
                found.getLong("id"),
                found.getString("topic"),
                found.getString("key"),
                Optional.ofNullable(found.getBytes("value"))));
      }
      return rows;
    }
  }

  void markPublished(List<OutboxRow> rows, Instant at) throws SQLException {
    Array ids = connection.createArrayOf("bigint", rows.stream().map(OutboxRow::id).toArray());
    String sql = "UPDATE outbox SET published_at = ? WHERE id = ANY (?)";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setObject(1, at.atOffset(ZoneOffset.UTC));
      update.setArray(2, ids);
      update.executeUpdate();
    }
  }

  void deletePublishedBefore(Instant time) throws SQLException {
    String sql = "DELETE FROM outbox WHERE published_at < ?";
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setObject(1, time.atOffset(ZoneOffset.UTC));
      delete.executeUpdate();
    }
  }

  /** Returns when something was appended, at the latest after this time. */
  void awaitAppend(Duration atMost) throws SQLException {
    connection.unwrap(PGConnection.class).getNotifications(Math.toIntExact(atMost.toMillis()));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private boolean lock() throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
      query.setLong(1, PUBLISHER_LOCK);
      ResultSet answer = query.executeQuery();
      return answer.next() && answer.getBoolean(1);
    }
  }
}
