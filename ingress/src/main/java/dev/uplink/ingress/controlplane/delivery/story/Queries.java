package dev.uplink.ingress.controlplane.delivery.story;

import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQL in the transaction of the caller. */
final class Queries {
  interface Filling {
    void fill(Connection connection, PreparedStatement query) throws SQLException;
  }

  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final TransactionOperations<Connection> transactions;

  Queries(TransactionOperations<Connection> transactions) {
    this.transactions = transactions;
  }

  <T> List<T> ask(String sql, Filling filling, Row<T> reading) {
    Connection connection = transactions.getConnection();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      filling.fill(connection, query);
      List<T> found = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(reading.read(rows));
        }
      }
      return found;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Runs a statement that needs only a time; returns how many rows it changed. */
  int change(String sql, Instant time) {
    try (PreparedStatement statement = transactions.getConnection().prepareStatement(sql)) {
      time(statement, 1, time);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  static void texts(
      Connection connection, PreparedStatement query, int place, Collection<String> values)
      throws SQLException {
    query.setArray(place, connection.createArrayOf("text", values.toArray()));
  }

  static void time(PreparedStatement query, int place, Instant time) throws SQLException {
    query.setObject(place, time.atOffset(ZoneOffset.UTC));
  }

  /** The transactions know what a failure means: see DatabaseRefusals. */
  private static IllegalStateException failed(SQLException e) {
    @Nullable String message = e.getMessage();
    return new IllegalStateException(message, e);
  }
}
