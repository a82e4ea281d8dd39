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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stories are made of besides deliveries themselves, as the database has it. Each method asks
 * once, in the transaction of its caller.
 */
public final class StoryStore {
  /** As many as a decision has outcomes: no story shows them all. */
  private static final int MOST_ROWS = 5_000;

  private static final String LOOKUPS = "SELECT * FROM story_lookups WHERE id = ANY (?)";
  private static final String RUNS = "SELECT * FROM story_runs WHERE id = ANY (?)";

  private static final String COMMANDS =
      "SELECT * FROM story_commands WHERE delivery_id = ? OR run_id = ANY (?)"
          + " ORDER BY at, id LIMIT "
          + MOST_ROWS;

  private static final String STATUSES =
      "SELECT * FROM story_statuses"
          + " WHERE integration_id = ? AND repository_key = ? AND commit_sha = ANY (?)"
          + " ORDER BY commit_sha, status_key LIMIT "
          + MOST_ROWS;

  private static final String SECRET =
      """
      SELECT s.created_at,
        (SELECT min(n.created_at) FROM webhook_secrets n
          WHERE n.integration_id = s.integration_id AND n.created_at > s.created_at) AS replaced_at
      FROM webhook_secrets s WHERE s.integration_id = ? AND s.id = ?
      """;

  private static final String SPACE_PATH =
      """
      WITH RECURSIVE chain AS (
        SELECT name, account_id, parent_space_id, 0 AS depth
        FROM spaces WHERE account_id = ? AND id = ?
        UNION ALL
        SELECT p.name, p.account_id, p.parent_space_id, c.depth + 1
        FROM spaces p JOIN chain c ON p.account_id = c.account_id AND p.id = c.parent_space_id)
      SELECT string_agg(name, ' / ' ORDER BY depth DESC) AS path FROM chain
      """;

  private static final String SPACES_OF_TARGETS =
      "SELECT id, space_id FROM targets WHERE account_id = ? AND id = ANY (?)";

  private static final String SOME = " WHERE ctid = ANY (ARRAY(SELECT ctid FROM ";
  private static final String BEFORE = " WHERE at < ? ORDER BY at LIMIT 5000))";

  /** Constants like every statement: what the role is granted is held against those. */
  private static final List<String> DELETIONS =
      List.of(
          "DELETE FROM story_lookups" + SOME + "story_lookups" + BEFORE,
          "DELETE FROM story_commands" + SOME + "story_commands" + BEFORE,
          "DELETE FROM story_runs" + SOME + "story_runs" + BEFORE,
          "DELETE FROM story_statuses" + SOME + "story_statuses" + BEFORE);

  /** Where a stack or module is. */
  record Place(String targetId, String spaceId) {}

  private interface Filling {
    void fill(Connection connection, PreparedStatement query) throws SQLException;
  }

  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final TransactionOperations<Connection> transactions;

  public StoryStore(TransactionOperations<Connection> transactions) {
    this.transactions = transactions;
  }

  List<Lookup> lookups(Collection<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : ask(LOOKUPS, (connection, query) -> texts(connection, query, 1, ids), StoryRows::lookup);
  }

  List<RunWord> runs(Collection<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : ask(RUNS, (connection, query) -> texts(connection, query, 1, ids), StoryRows::run);
  }

  /** That a delivery caused, or that are about one of some runs. */
  List<Command> commands(String deliveryId, Collection<String> runIds) {
    return ask(
        COMMANDS,
        (connection, query) -> {
          query.setString(1, deliveryId);
          texts(connection, query, 2, runIds);
        },
        StoryRows::command);
  }

  List<ShownStatus> statuses(
      String integrationId, String repositoryKey, Collection<String> commits) {
    return commits.isEmpty()
        ? List.of()
        : ask(
            STATUSES,
            (connection, query) -> {
              query.setString(1, integrationId);
              query.setString(2, repositoryKey);
              texts(connection, query, 3, commits);
            },
            StoryRows::status);
  }

  Optional<VerifyingSecret> secret(String integrationId, String secretId) {
    return ask(
            SECRET,
            (connection, query) -> {
              query.setString(1, integrationId);
              query.setString(2, secretId);
            },
            StoryRows::secret)
        .stream()
        .findFirst();
  }

  /** Names from root down; empty if there is no such Space. */
  Optional<String> spacePath(String accountId, String spaceId) {
    List<Optional<String>> found =
        ask(
            SPACE_PATH,
            (connection, query) -> {
              query.setString(1, accountId);
              query.setString(2, spaceId);
            },
            row -> Optional.ofNullable(row.getString("path")));
    return found.getFirst();
  }

  /** Of those that are there. */
  List<Place> placesOfTargets(String accountId, Collection<String> ids) {
    return ask(
        SPACES_OF_TARGETS,
        (connection, query) -> {
          query.setString(1, accountId);
          texts(connection, query, 2, ids);
        },
        row -> new Place(row.getString("id"), row.getString("space_id")));
  }

  /** Some of all kinds; returns how many. */
  public int deleteBefore(Instant time) {
    int deleted = 0;
    for (String sql : DELETIONS) {
      try (PreparedStatement deletion = transactions.getConnection().prepareStatement(sql)) {
        deletion.setObject(1, time.atOffset(ZoneOffset.UTC));
        deleted += deletion.executeUpdate();
      } catch (SQLException e) {
        throw failed(e);
      }
    }
    return deleted;
  }

  private <T> List<T> ask(String sql, Filling filling, Row<T> reading) {
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

  /** The transactions know what a failure means: see DatabaseRefusals. */
  private static IllegalStateException failed(SQLException e) {
    @Nullable String message = e.getMessage();
    return new IllegalStateException(message, e);
  }

  private static void texts(
      Connection connection, PreparedStatement query, int place, Collection<String> values)
      throws SQLException {
    query.setArray(place, connection.createArrayOf("text", values.toArray()));
  }
}
