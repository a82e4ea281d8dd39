package dev.uplink.ingress.controlplane.checks;

import dev.uplink.ingress.controlplane.database.AccountKey;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** What is known of commits' runs. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface CheckRepository extends GenericRepository<AccountKey, String> {
  /** Of one commit, those of all targets or of the targets that are in some Spaces now. */
  @Query(
      """
      SELECT c.id, c.integration_id, c.ref_name, c.target_id, c.target_slug, c.target_kind,
        c.run_type, c.run_id, c.run_state, c.state, c.text, c.url, c.added,
        c.changed, c.deleted, c.changed_at
      FROM commit_checks c
        LEFT JOIN targets t ON t.account_id = c.account_id AND t.id = c.target_id
      WHERE c.repository_key = :repositoryKey AND c.commit_sha = :commitSha AND c.id > :after
        AND (:everything OR t.space_id = ANY (:spaces))
      ORDER BY c.id LIMIT :limit\
      """)
  List<Check> page(
      String repositoryKey,
      String commitSha,
      boolean everything,
      @TypeDef(type = DataType.STRING_ARRAY) List<String> spaces,
      long after,
      int limit);

  /**
   * The first of each group and state of a page, and some of one of these: all that is shown at
   * once of however many there are. A page with any has one of each group and state that occurs.
   *
   * @param first how many of each
   * @param group of which more are wanted
   * @param state of which more are wanted
   * @param after how many of these are skipped
   * @param to the last one of these
   */
  @Query(
      """
      WITH placed AS (
        SELECT *,
          count(*) OVER (PARTITION BY check_group, state) AS total,
          row_number() OVER (PARTITION BY check_group, state ORDER BY target_slug, id) AS place,
          max(changed_at) OVER () AS last_change
        FROM commit_checks WHERE page_id = :pageId)
      SELECT p.provider, p.namespace, p.repository, p.commit_sha, p.ref_name, p.check_group,
        p.state, p.target_id, p.target_slug, p.run_type, p.run_state, p.text, p.url, p.added,
        p.changed, p.deleted, p.changed_at, p.total, p.place, p.last_change,
        i.access_user_facing_host AS host
      FROM placed p LEFT JOIN integrations i ON i.id = p.integration_id
      WHERE p.place <= :first
        OR (p.check_group = :group AND p.state = :state AND p.place > :after AND p.place <= :to)
      ORDER BY p.check_group, p.state, p.place\
      """)
  List<ShownCheck> shown(
      String pageId, int first, CheckGroup group, CheckState state, int after, int to);

  /**
   * Some of the pages on which nothing changed since and nothing runs; returns how many rows they
   * had.
   */
  @Query(
      """
      DELETE FROM commit_checks WHERE id IN (
        SELECT c.id FROM commit_checks c
        WHERE c.at < :time AND NOT EXISTS (
          SELECT FROM commit_checks later
          WHERE later.page_id = c.page_id
            AND (later.changed_at >= :time OR later.state = 'INPROGRESS'))
        ORDER BY c.at LIMIT 5000)\
      """)
  int deleteBefore(Instant time);
}
