package dev.uplink.ingress.controlplane.delivery;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries a page has, as SQL that says no more than was asked: a condition that is there
 * only to be true would keep the database from the index that fits the others.
 */
final class DeliverySelection {
  private static final String NEWEST_FIRST = " ORDER BY d.at DESC, d.id DESC LIMIT ?";

  /** The fewest digits that find a commit: so many of each are in the index. */
  private static final int SHORTEST_COMMIT = 7;

  private interface Value {
    void set(PreparedStatement statement, int place) throws SQLException;
  }

  private final StringBuilder sql = new StringBuilder();
  private final List<Value> values = new ArrayList<>();

  private DeliverySelection() {}

  /** Selects from the whole account, or from one integration, for those who may see all of it. */
  static DeliverySelection of(
      String accountId, DeliveryFilter filter, @Nullable DeliveryCursor after, int limit) {
    DeliverySelection selection = new DeliverySelection();
    selection.sql.append("SELECT d.* FROM ");
    selection.source(filter);
    selection.sql.append(" WHERE d.account_id = ?");
    selection.text(accountId);
    ifAny(filter.integrationId(), id -> selection.and("d.integration_id = ?", id));
    selection.narrow(filter, after);
    selection.sql.append(NEWEST_FIRST);
    selection.number(limit);
    return selection;
  }

  /**
   * Selects from the integrations in some Spaces: the newest of each, and of those the newest.
   * Looked for among all of a large account's, a small Space's few would take long to find.
   */
  static DeliverySelection ofSpaces(
      String accountId,
      List<String> spaces,
      DeliveryFilter filter,
      @Nullable DeliveryCursor after,
      int limit) {
    DeliverySelection selection = new DeliverySelection();
    selection.sql.append("SELECT d.* FROM integrations i CROSS JOIN LATERAL (SELECT * FROM ");
    selection.source(filter);
    selection.sql.append(" WHERE d.integration_id = i.id");
    selection.narrow(filter, after);
    selection.sql.append(NEWEST_FIRST);
    selection.number(limit);
    selection.sql.append(") d WHERE i.account_id = ? AND i.space_id = ANY (?)");
    selection.text(accountId);
    selection.texts(spaces);
    selection.sql.append(NEWEST_FIRST);
    selection.number(limit);
    return selection;
  }

  String sql() {
    return sql.toString();
  }

  void fill(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      values.get(i).set(statement, i + 1);
    }
  }

  /**
   * A commit has few deliveries, which no statistics tell: left to itself, the planner may look
   * through all of them by time. OFFSET keeps it from that.
   */
  private void source(DeliveryFilter filter) {
    @Nullable String commit = filter.commitSha();
    if (commit == null) {
      sql.append("deliveries d");
    } else {
      // Its first digits find it in the index; the others choose among few.
      sql.append(
          "(SELECT * FROM deliveries WHERE short_commits(commit_shas) @> ?"
              + " AND EXISTS (SELECT FROM unnest(commit_shas) AS sha WHERE starts_with(sha, ?))"
              + " OFFSET 0) d");
      texts(List.of(commit.substring(0, SHORTEST_COMMIT)));
      text(commit);
    }
  }

  private void narrow(DeliveryFilter filter, @Nullable DeliveryCursor after) {
    ifAny(
        filter.repositoryKeys(),
        keys -> {
          // An index gives the rows of one key in their order, of several it does not.
          if (keys.size() == 1) {
            and("d.repository_key = ?", keys.getFirst());
          } else {
            sql.append(" AND d.repository_key = ANY (?)");
            texts(keys);
          }
        });
    ifAny(
        filter.targetId(),
        target ->
            and(
                "EXISTS (SELECT FROM delivery_outcomes o"
                    + " WHERE o.target_id = ? AND o.delivery_id = d.id)",
                target));
    ifAny(filter.outcome(), outcome -> sql.append(" AND ").append(outcome.condition()));
    ifAny(
        after,
        cursor -> {
          sql.append(" AND (d.at, d.id) < (?, ?)");
          values.add(
              (statement, place) ->
                  statement.setObject(
                      place, cursor.at().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE));
          text(cursor.id());
        });
  }

  private static <T> void ifAny(@Nullable T value, Consumer<T> then) {
    if (value != null) {
      then.accept(value);
    }
  }

  private void and(String condition, String value) {
    sql.append(" AND ").append(condition);
    text(value);
  }

  private void text(String value) {
    values.add((statement, place) -> statement.setString(place, value));
  }

  private void number(int value) {
    values.add((statement, place) -> statement.setInt(place, value));
  }

  private void texts(List<String> value) {
    values.add(
        (statement, place) ->
            statement.setArray(
                place, statement.getConnection().createArrayOf("text", value.toArray())));
  }
}
