package dev.uplink.ingress.controlplane.targets;

import dev.uplink.ingress.controlplane.Provider;
import dev.uplink.ingress.problem.Problem;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** Stacks and modules. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface TargetRepository extends GenericRepository<Target, String> {
  Target save(Target target);

  Target update(Target target);

  Iterable<Target> updateAll(Iterable<Target> targets);

  /** A page of all targets, which nobody changes until the transaction ends. */
  @Query(
      "SELECT * FROM targets WHERE account_id = :accountId AND id > :after"
          + " ORDER BY id LIMIT :limit FOR SHARE")
  List<Target> lockPage(String accountId, String after, int limit);

  @Query("DELETE FROM targets WHERE id = :id")
  void delete(String id);

  @Query("SELECT * FROM targets WHERE account_id = :accountId AND kind = :kind AND id = :id")
  Optional<Target> find(String accountId, TargetKind kind, String id);

  @Query(
      "SELECT * FROM targets WHERE account_id = :accountId AND kind = :kind AND id = :id"
          + " FOR UPDATE")
  Optional<Target> lock(String accountId, TargetKind kind, String id);

  /** All of the kind, or those of some Spaces. */
  @Query(
      """
      SELECT * FROM targets
      WHERE account_id = :accountId AND kind = :kind AND id > :after
        AND (:everywhere OR space_id = ANY (:spaces))
      ORDER BY id LIMIT :limit\
      """)
  List<Target> page(
      String accountId,
      TargetKind kind,
      boolean everywhere,
      @TypeDef(type = DataType.STRING_ARRAY) List<String> spaces,
      String after,
      int limit);

  /**
   * Those that name the integration and, if asked, those that mean the provider's default: they
   * name none without being detached.
   */
  @Query(
      """
      SELECT * FROM targets
      WHERE account_id = :accountId
        AND (source_integration_id = :integrationId
          OR (:orDefault AND source_provider = :provider AND source_integration_id IS NULL
            AND detached_from_integration_id IS NULL))
      ORDER BY id FOR UPDATE\
      """)
  List<Target> lockUsers(
      String accountId, String integrationId, boolean orDefault, Provider provider);

  /** Asks each half in the order of its index, so that a page costs the same wherever it begins. */
  @Query(
      """
      (SELECT * FROM targets
        WHERE account_id = :accountId AND source_integration_id = :integrationId AND id > :after
        ORDER BY id LIMIT :limit)
      UNION ALL
      (SELECT * FROM targets
        WHERE account_id = :accountId AND :orDefault AND source_provider = :provider
          AND source_integration_id IS NULL AND detached_from_integration_id IS NULL
          AND id > :after
        ORDER BY id LIMIT :limit)
      ORDER BY id LIMIT :limit\
      """)
  List<Target> users(
      String accountId,
      String integrationId,
      boolean orDefault,
      Provider provider,
      String after,
      int limit);

  /** How many of each kind {@link #users} finds in all its pages. */
  @Query(
      """
      SELECT kind, count(*) AS count FROM targets
      WHERE account_id = :accountId
        AND (source_integration_id = :integrationId
          OR (:orDefault AND source_provider = :provider AND source_integration_id IS NULL
            AND detached_from_integration_id IS NULL))
      GROUP BY kind\
      """)
  List<UserCount> countUsers(
      String accountId, String integrationId, boolean orDefault, Provider provider);

  /** How many users of a kind there are. */
  @Introspected
  record UserCount(TargetKind kind, long count) {}

  /** The Spaces of targets that name the integration. */
  @Query("SELECT DISTINCT space_id FROM targets WHERE source_integration_id = :integrationId")
  List<String> spacesNaming(String integrationId);

  @Query(
      """
      SELECT id, kind, slug FROM targets
      WHERE source_integration_id = :integrationId AND space_id = ANY (:spaces)
      ORDER BY id LIMIT :limit\
      """)
  List<Problem.Target> naming(
      String integrationId, @TypeDef(type = DataType.STRING_ARRAY) List<String> spaces, int limit);

  /** The repositories of targets that use the integration, each once. */
  @Query(
      """
      SELECT name, count(*) OVER () AS total FROM (
        SELECT DISTINCT source_namespace || '/' || source_repository AS name FROM targets
        WHERE account_id = :accountId
          AND (source_integration_id = :integrationId
            OR (:orDefault AND source_provider = :provider AND source_integration_id IS NULL
              AND detached_from_integration_id IS NULL))) used
      ORDER BY name LIMIT :most\
      """)
  List<UsedRepository> usedRepositories(
      String accountId, String integrationId, boolean orDefault, Provider provider, int most);

  /**
   * One of a list that may be cut off.
   *
   * @param name {@code namespace/repository}
   * @param total how many there are in all
   */
  @Introspected
  record UsedRepository(String name, long total) {}

  @Query(
      "SELECT * FROM targets WHERE account_id = :accountId"
          + " AND detached_from_integration_id = :integrationId ORDER BY id")
  List<Target> detached(String accountId, String integrationId);

  @Query(
      "SELECT * FROM targets WHERE account_id = :accountId"
          + " AND detached_from_integration_id = :integrationId ORDER BY id FOR UPDATE")
  List<Target> lockDetached(String accountId, String integrationId);

  /** Lets no other transaction count the repository's targets until this one has ended. */
  @Query("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(:repositoryKey, 0))")
  int lockRepository(String repositoryKey);

  @Query("SELECT count(*) FROM targets WHERE repository_key = :repositoryKey AND id <> :except")
  long countOthers(String repositoryKey, String except);
}
