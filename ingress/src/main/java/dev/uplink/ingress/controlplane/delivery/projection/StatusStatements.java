package dev.uplink.ingress.controlplane.delivery.projection;

import dev.uplink.ingress.controlplane.delivery.projection.StoryNews.StatusPlace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * What is told of statuses, as SQL: one row for each place, whose columns are filled by what should
 * be shown there and by how telling Bitbucket went. The highest revision of each is kept.
 */
final class StatusStatements {
  private static final String WANTED =
      """
      INSERT INTO story_statuses AS known (integration_id, repository_key, commit_sha, status_key,
        at, wanted_at, wanted_revision, wanted_state, wanted_name, wanted_description)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (integration_id, repository_key, commit_sha, status_key) DO UPDATE SET
        wanted_at = excluded.wanted_at,
        wanted_revision = excluded.wanted_revision,
        wanted_state = excluded.wanted_state,
        wanted_name = excluded.wanted_name,
        wanted_description = excluded.wanted_description
      WHERE known.wanted_revision IS NULL OR excluded.wanted_revision > known.wanted_revision
      """;

  /**
   * Keeps the last word on one revision, which may be tried several times. But what a notifier says
   * that was replaced meanwhile takes the place of nobody else's word, whoever was heard first.
   */
  private static final String TOLD =
      """
      INSERT INTO story_statuses AS known (integration_id, repository_key, commit_sha, status_key,
        at, told_at, told_revision, told_state, told_outcome, told_http_status, told_attempt,
        told_detail)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (integration_id, repository_key, commit_sha, status_key) DO UPDATE SET
        told_at = excluded.told_at,
        told_revision = excluded.told_revision,
        told_state = excluded.told_state,
        told_outcome = excluded.told_outcome,
        told_http_status = excluded.told_http_status,
        told_attempt = excluded.told_attempt,
        told_detail = excluded.told_detail
      WHERE known.told_revision IS NULL
        OR (excluded.told_revision, excluded.told_outcome <> 'HANDED_OVER', excluded.told_at)
          > (known.told_revision, known.told_outcome <> 'HANDED_OVER', known.told_at)
      """;

  private StatusStatements() {}

  static void wanted(Connection connection, List<StoryNews.StatusWanted> news) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WANTED)) {
      for (StoryNews.StatusWanted one : news) {
        place(new Values(statement), one.place())
            .time(one.at())
            .time(one.at())
            .longNumber(one.revision())
            .text(one.state())
            .text(one.name())
            .text(one.description());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  static void told(Connection connection, List<StoryNews.StatusTold> news) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TOLD)) {
      for (StoryNews.StatusTold one : news) {
        place(new Values(statement), one.place())
            .time(one.at())
            .time(one.at())
            .longNumber(one.revision())
            .text(one.state())
            .text(one.outcome())
            .number(one.httpStatus())
            .number(one.attempt())
            .text(one.detail());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static Values place(Values values, StatusPlace place) throws SQLException {
    return values
        .text(place.integrationId())
        .text(place.repositoryKey())
        .text(place.commitSha())
        .text(place.key());
  }
}
