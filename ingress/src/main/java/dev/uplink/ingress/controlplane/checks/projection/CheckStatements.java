package dev.uplink.ingress.controlplane.checks.projection;

import dev.uplink.ingress.controlplane.delivery.projection.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** News of checks as SQL. Of each the highest revision is kept, whichever is read first. */
final class CheckStatements {
  /** What is part of the key cannot differ, and the time of the first record stays. */
  private static final String TOLD =
      """
      INSERT INTO commit_checks AS known (check_key, at, page_id, account_id, integration_id,
        provider, namespace, repository, repository_key, commit_sha, ref_name, target_id,
        target_slug, target_kind, run_type, check_group, run_id, run_state, state, text, url,
        added, changed, deleted, revision, changed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (check_key) DO UPDATE SET
        page_id = excluded.page_id,
        namespace = excluded.namespace,
        repository = excluded.repository,
        ref_name = excluded.ref_name,
        target_slug = excluded.target_slug,
        run_id = excluded.run_id,
        run_state = excluded.run_state,
        state = excluded.state,
        text = excluded.text,
        url = excluded.url,
        added = excluded.added,
        changed = excluded.changed,
        deleted = excluded.deleted,
        revision = excluded.revision,
        changed_at = excluded.changed_at
      WHERE excluded.revision > known.revision
      """;

  private static final String FORGOTTEN = "DELETE FROM commit_checks WHERE check_key = ?";

  private CheckStatements() {}

  static void told(Connection connection, List<CheckNews.Told> news) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TOLD)) {
      for (CheckNews.Told one : news) {
        CheckNews.Run run = one.run();
        CheckNews.@Nullable Delta delta = run.delta();
        commit(new Values(statement).text(one.key()).time(run.changedAt()), one.commit())
            .text(one.target().id())
            .text(one.target().slug())
            .text(one.target().kind().name())
            .text(run.type())
            .text(run.group().name())
            .text(run.id())
            .text(run.runState())
            .text(run.state().name())
            .text(run.text())
            .text(run.url())
            .longNumber(delta == null ? null : delta.added())
            .longNumber(delta == null ? null : delta.changed())
            .longNumber(delta == null ? null : delta.deleted())
            .longNumber(run.revision())
            .time(run.changedAt());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  static void forgotten(Connection connection, List<CheckNews.Forgotten> news) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FORGOTTEN)) {
      for (CheckNews.Forgotten one : news) {
        new Values(statement).text(one.key());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static Values commit(Values values, CheckNews.Commit commit) throws SQLException {
    return values
        .text(commit.pageId())
        .text(commit.accountId())
        .text(commit.integrationId())
        .text(commit.provider().name())
        .text(commit.namespace())
        .text(commit.repository())
        .text(commit.repositoryKey())
        .text(commit.sha())
        .text(commit.refName());
  }
}
