package dev.uplink.benchmarks.setup;

import dev.uplink.benchmarks.Waiting;
import dev.uplink.local.LocalUplink;
import dev.uplink.local.part.Databases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What the database has of an installation's stacks, and how it reaches the topics. */
public record Catalogue(LocalUplink uplink) {
  /** Of a large repository with a folder for each. */
  public static final int STACKS_A_REPOSITORY = 20;

  /**
   * Copies of a stack, as if the API had made them, which takes longer for so many; returns when
   * they are published.
   *
   * @param repositories begin of the repositories' names; the first copies go to number 0
   * @param integrations their ids; the repositories are shared out among them
   */
  public void copy(String stack, int count, String repositories, List<String> integrations)
      throws InterruptedException {
    String account = uplink.settings().accountId().value();
    String insert =
        """
        INSERT INTO targets
        SELECT (jsonb_populate_record(target, jsonb_build_object(
            'id', target.id || '-' || number,
            'slug', target.slug || '-' || number,
            'name', target.name || ' ' || number,
            'source_repository', '%5$s' || number / %1$d,
            'source_integration_id', ('{%6$s}'::text[])[number / %1$d %% %7$d + 1],
            'repository_key', '%2$s/bitbucket-cloud/acme/%5$s' || number / %1$d))).*
        FROM targets AS target, generate_series(1, %3$d) AS number
        WHERE target.id = '%4$s'\
        """
            .formatted(
                STACKS_A_REPOSITORY,
                account,
                count,
                stack,
                repositories,
                String.join(",", integrations),
                integrations.size());
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(insert);
      statement.execute("ANALYZE targets");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    int code = uplink.ingressCommand("rebuild-catalogue");
    if (code != 0) {
      throw new IllegalStateException("rebuild-catalogue ended with " + code);
    }
    awaitPublished();
  }

  /** Until nothing waits in the outbox. */
  public void awaitPublished() throws InterruptedException {
    Waiting.until(this::isPublished);
  }

  private boolean isPublished() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet waiting =
            statement.executeQuery("SELECT count(*) FROM outbox WHERE published_at IS NULL")) {
      return waiting.next() && waiting.getLong(1) == 0;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        Databases.url(uplink.endpoints().ports().postgres(), Databases.UPLINK), "postgres", "");
  }
}
