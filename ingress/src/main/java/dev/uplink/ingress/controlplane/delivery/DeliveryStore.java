package dev.uplink.ingress.controlplane.delivery;

import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deliveries as the database has them. Each method asks once, in the transaction of its caller. */
public final class DeliveryStore {
  private static final String ONE = "SELECT * FROM deliveries WHERE account_id = ? AND id = ?";

  private static final String OUTCOMES =
      "SELECT * FROM delivery_outcomes WHERE delivery_id = ANY (?) AND place < ?"
          + " ORDER BY delivery_id, place";

  private static final String DELETE_DELIVERIES =
      "DELETE FROM deliveries WHERE id IN"
          + " (SELECT id FROM deliveries WHERE at < ? ORDER BY at LIMIT 5000)";

  private static final String DELETE_OUTCOMES =
      "DELETE FROM delivery_outcomes WHERE (delivery_id, place) IN"
          + " (SELECT delivery_id, place FROM delivery_outcomes"
          + " WHERE at < ? ORDER BY at LIMIT 5000)";

  /** What {@link SQLException} would otherwise be caught for everywhere. */
  private interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  private final TransactionOperations<Connection> transactions;

  public DeliveryStore(TransactionOperations<Connection> transactions) {
    this.transactions = transactions;
  }

  List<Delivery> page(DeliverySelection selection) {
    return ask(
        connection -> {
          try (PreparedStatement query = connection.prepareStatement(selection.sql())) {
            selection.fill(query);
            List<Delivery> found = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                found.add(DeliveryRows.delivery(rows));
              }
            }
            return found;
          }
        });
  }

  Optional<Delivery> find(String accountId, String id) {
    return ask(
        connection -> {
          try (PreparedStatement query = connection.prepareStatement(ONE)) {
            query.setString(1, accountId);
            query.setString(2, id);
            try (ResultSet row = query.executeQuery()) {
              return row.next() ? Optional.of(DeliveryRows.delivery(row)) : Optional.empty();
            }
          }
        });
  }

  /** The first outcomes of each, by the delivery's id. */
  Map<String, List<Outcome>> outcomes(List<String> ids, int mostOfEach) {
    return ask(
        connection -> {
          try (PreparedStatement query = connection.prepareStatement(OUTCOMES)) {
            query.setArray(1, connection.createArrayOf("text", ids.toArray()));
            query.setInt(2, mostOfEach);
            Map<String, List<Outcome>> found = new HashMap<>();
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                found
                    .computeIfAbsent(rows.getString("delivery_id"), id -> new ArrayList<>())
                    .add(DeliveryRows.outcome(rows));
              }
            }
            return found;
          }
        });
  }

  /** Deletes some of the older ones; returns how many. */
  public int deleteBefore(Instant time) {
    return delete(DELETE_DELIVERIES, time);
  }

  /** Apart from their deliveries, because one may have thousands. */
  public int deleteOutcomesBefore(Instant time) {
    return delete(DELETE_OUTCOMES, time);
  }

  private int delete(String sql, Instant before) {
    return ask(
        connection -> {
          try (PreparedStatement deletion = connection.prepareStatement(sql)) {
            deletion.setObject(1, before.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
            return deletion.executeUpdate();
          }
        });
  }

  /** The transactions know what a failure means: see DatabaseRefusals. */
  private <T> T ask(Work<T> work) {
    try {
      return work.in(transactions.getConnection());
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
