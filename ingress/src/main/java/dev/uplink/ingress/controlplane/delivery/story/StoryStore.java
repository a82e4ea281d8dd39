package dev.uplink.ingress.controlplane.delivery.story;

import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What stories are made of besides deliveries themselves, as the database has it. Each method asks
 * once, in the transaction of its caller.
 */
public final class StoryStore {
  /** The most rows of a kind: as many as a decision has outcomes, and more than a story shows. */
  private static final int MOST_ROWS = 5_000;

  private static final String LOOKUPS = "SELECT * FROM story_lookups WHERE id = ANY (?)";

  /** Lookups that were asked for an event of the time, and are not known to be answered. */
  private static final String OPEN_LOOKUPS =
      """
      SELECT * FROM story_lookups
      WHERE repository_key = ? AND integration_id = ? AND answered_at IS NULL
        AND requested_at BETWEEN ? AND ?
      ORDER BY requested_at, id LIMIT 100
      """;

  private static final String ATTACHED =
      """
      SELECT t.id, t.slug, t.space_id, i.id AS integration_id, i.slug AS integration_slug,
        CASE WHEN i.is_default THEN NULL ELSE i.space_id END AS integration_space_id
      FROM targets t JOIN integrations i
        ON i.account_id = t.account_id AND i.provider = t.source_provider
          AND (i.id = t.source_integration_id OR (t.source_integration_id IS NULL AND i.is_default))
      WHERE t.repository_key = ? AND t.detached_from_integration_id IS NULL
      ORDER BY i.slug, t.slug, t.id LIMIT
      """
          + MOST_ROWS;

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

  private final Queries queries;

  public StoryStore(TransactionOperations<Connection> transactions) {
    queries = new Queries(transactions);
  }

  List<Lookup> lookups(Collection<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : queries.ask(
            LOOKUPS,
            (connection, query) -> Queries.texts(connection, query, 1, ids),
            StoryRows::lookup);
  }

  /**
   * What Bitbucket was asked for events of the repository that came through the integration, and
   * has not answered.
   *
   * @param from of the earliest event, {@code to} of the latest
   */
  List<Lookup> openLookups(String repositoryKey, String integrationId, Instant from, Instant to) {
    return queries.ask(
        OPEN_LOOKUPS,
        (connection, query) -> {
          query.setString(1, repositoryKey);
          query.setString(2, integrationId);
          Queries.time(query, 3, from);
          Queries.time(query, 4, to);
        },
        StoryRows::lookup);
  }

  /** The repository's stacks and modules that are attached to some integration now. */
  List<Attached> attached(String repositoryKey) {
    return queries.ask(
        ATTACHED, (connection, query) -> query.setString(1, repositoryKey), StoryRows::attached);
  }

  List<RunWord> runs(Collection<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : queries.ask(
            RUNS, (connection, query) -> Queries.texts(connection, query, 1, ids), StoryRows::run);
  }

  /** Commands that a delivery caused, or that are about one of some runs. */
  List<Command> commands(String deliveryId, Collection<String> runIds) {
    return queries.ask(
        COMMANDS,
        (connection, query) -> {
          query.setString(1, deliveryId);
          Queries.texts(connection, query, 2, runIds);
        },
        StoryRows::command);
  }

  List<ShownStatus> statuses(
      String integrationId, String repositoryKey, Collection<String> commits) {
    return commits.isEmpty()
        ? List.of()
        : queries.ask(
            STATUSES,
            (connection, query) -> {
              query.setString(1, integrationId);
              query.setString(2, repositoryKey);
              Queries.texts(connection, query, 3, commits);
            },
            StoryRows::status);
  }

  Optional<VerifyingSecret> secret(String integrationId, String secretId) {
    return queries
        .ask(
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
        queries.ask(
            SPACE_PATH,
            (connection, query) -> {
              query.setString(1, accountId);
              query.setString(2, spaceId);
            },
            row -> Optional.ofNullable(row.getString("path")));
    return found.getFirst();
  }

  /** Where targets are; those that are gone are left out. */
  List<Place> placesOfTargets(String accountId, Collection<String> ids) {
    return queries.ask(
        SPACES_OF_TARGETS,
        (connection, query) -> {
          query.setString(1, accountId);
          Queries.texts(connection, query, 2, ids);
        },
        row -> new Place(row.getString("id"), row.getString("space_id")));
  }

  /** Deletes some of all kinds that are older; returns how many. */
  public int deleteBefore(Instant time) {
    return DELETIONS.stream().mapToInt(sql -> queries.change(sql, time)).sum();
  }
}
