package dev.uplink.ingress.controlplane.delivery.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** What is told of lookups, commands and runs, as SQL: one row for each, in whatever order. */
final class StoryStatements {
  private static final String ASKED =
      """
      INSERT INTO story_lookups (id, at, kind, requested_at, repository_key, integration_id,
        namespace, repository, from_sha, to_sha, branch, pull_request_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET
        requested_at = least(story_lookups.requested_at, excluded.requested_at),
        repository_key = excluded.repository_key,
        integration_id = excluded.integration_id,
        namespace = excluded.namespace,
        repository = excluded.repository,
        from_sha = excluded.from_sha,
        to_sha = excluded.to_sha,
        branch = excluded.branch,
        pull_request_id = excluded.pull_request_id
      """;

  /** A question that is asked again hours later has another answer: the last one is kept. */
  private static final String ANSWERED =
      """
      INSERT INTO story_lookups (id, at, kind, answered_at, outcome, path_count, paths, truncated,
        commit_sha, pull_request_ids, failure)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET
        answered_at = excluded.answered_at,
        outcome = excluded.outcome,
        path_count = excluded.path_count,
        paths = excluded.paths,
        truncated = excluded.truncated,
        commit_sha = excluded.commit_sha,
        pull_request_ids = excluded.pull_request_ids,
        failure = excluded.failure
      WHERE story_lookups.answered_at IS NULL
        OR excluded.answered_at >= story_lookups.answered_at
      """;

  private static final String COMMANDED =
      """
      INSERT INTO story_commands (id, at, action, delivery_id, run_id, target_id, target_slug,
        pull_request_id, reason)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO NOTHING
      """;

  /** The newest state by its version; counted are records that come after all that were. */
  private static final String REPORTED =
      """
      INSERT INTO story_runs AS known (id, at, state, state_version, state_at, message, url,
        updates, last_offset)
      VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?)
      ON CONFLICT (id) DO UPDATE SET
        (state, state_version, state_at, message, url) = (
          SELECT newer.* FROM (VALUES
            (excluded.state, excluded.state_version, excluded.state_at, excluded.message,
              excluded.url),
            (known.state, known.state_version, known.state_at, known.message, known.url))
            AS newer (state, version, at, message, url)
          ORDER BY version DESC LIMIT 1),
        updates = known.updates
          + CASE WHEN excluded.last_offset > known.last_offset THEN 1 ELSE 0 END,
        last_offset = greatest(known.last_offset, excluded.last_offset)
      """;

  private StoryStatements() {}

  static void asked(Connection connection, List<StoryNews.LookupAsked> news) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ASKED)) {
      for (StoryNews.LookupAsked one : news) {
        new Values(statement)
            .text(one.id())
            .time(one.at())
            .text(one.kind())
            .time(one.at())
            .text(one.repositoryKey())
            .text(one.integrationId())
            .text(one.namespace())
            .text(one.repository())
            .text(one.fromSha())
            .text(one.toSha())
            .text(one.branch())
            .longNumber(one.pullRequestId());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  static void answered(Connection connection, List<StoryNews.LookupAnswered> news)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ANSWERED)) {
      for (StoryNews.LookupAnswered one : news) {
        new Values(statement)
            .text(one.id())
            .time(one.at())
            .text(one.kind())
            .time(one.at())
            .text(one.outcome())
            .number(one.pathCount())
            .array("text", one.paths())
            .flag(one.truncated())
            .text(one.commitSha())
            .array("int8", one.pullRequestIds())
            .text(one.failure());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  static void commanded(Connection connection, List<StoryNews.Commanded> news) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COMMANDED)) {
      for (StoryNews.Commanded one : news) {
        new Values(statement)
            .text(one.id())
            .time(one.at())
            .text(one.action())
            .text(one.deliveryId())
            .text(one.runId())
            .text(one.targetId())
            .text(one.targetSlug())
            .longNumber(one.pullRequestId())
            .text(one.reason());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  static void reported(Connection connection, List<StoryNews.RunReported> news)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(REPORTED)) {
      for (StoryNews.RunReported one : news) {
        new Values(statement)
            .text(one.id())
            .time(one.at())
            .text(one.state())
            .longNumber(one.stateVersion())
            .time(one.at())
            .text(one.message())
            .text(one.url())
            .longNumber(one.offset());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
