package dev.uplink.ingress.controlplane.space;

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

/** Spaces. No method finds one by its id alone: {@code root} exists once in each account. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface SpaceRepository extends GenericRepository<Space, String> {
  Space save(Space space);

  @Query(
      """
      UPDATE spaces SET name = :name, description = :description, labels = :labels,
        parent_space_id = :parentSpaceId, inherit_entities = :inheritEntities,
        revision = :revision, updated_at = :updatedAt
      WHERE account_id = :accountId AND id = :id\
      """)
  void update(Space space);

  /** Some of all, which nobody changes until the transaction ends. */
  @Query(
      "SELECT * FROM spaces WHERE account_id = :accountId AND id > :after"
          + " ORDER BY id LIMIT :limit FOR SHARE")
  List<Space> lockPage(String accountId, String after, int limit);

  @Query("DELETE FROM spaces WHERE account_id = :accountId AND id = :id")
  void delete(String accountId, String id);

  @Query("SELECT * FROM spaces WHERE account_id = :accountId AND id = :id")
  Optional<Space> find(String accountId, String id);

  @Query("SELECT * FROM spaces WHERE account_id = :accountId AND id = :id FOR UPDATE")
  Optional<Space> lock(String accountId, String id);

  /** Of all, or of those named. */
  @Query(
      """
      SELECT * FROM spaces
      WHERE account_id = :accountId AND id > :after AND (:everything OR id = ANY (:among))
      ORDER BY id LIMIT :limit\
      """)
  List<Space> page(
      String accountId,
      boolean everything,
      @TypeDef(type = DataType.STRING_ARRAY) List<String> among,
      String after,
      int limit);

  /** The whole tree. */
  @Query("SELECT id, parent_space_id, inherit_entities FROM spaces WHERE account_id = :accountId")
  List<SpaceNode> nodes(String accountId);

  /** The Space and every one above it, nearest first; empty if there is no such Space. */
  @Query(
      """
      WITH RECURSIVE chain AS (
        SELECT s.*, 0 AS depth FROM spaces s WHERE account_id = :accountId AND id = :id
        UNION ALL
        SELECT p.*, c.depth + 1 FROM spaces p
        JOIN chain c ON p.account_id = c.account_id AND p.id = c.parent_space_id)
      SELECT id, parent_space_id, inherit_entities FROM chain ORDER BY depth\
      """)
  List<SpaceNode> chain(String accountId, String id);

  /** Where targets are and where the integrations are that they name; each pair once. */
  @Query(
      """
      SELECT DISTINCT t.space_id AS target_space_id, i.space_id AS integration_space_id
      FROM targets t JOIN integrations i ON i.id = t.source_integration_id
      WHERE t.account_id = :accountId AND NOT i.is_default\
      """)
  List<Use> uses(String accountId);

  /** The targets of some uses, each use as {@link Use#pair} writes it. */
  @Query(
      """
      SELECT t.id, t.kind, t.slug FROM targets t JOIN integrations i ON i.id = t.source_integration_id
      WHERE t.account_id = :accountId AND NOT i.is_default
        AND t.space_id || ' ' || i.space_id = ANY (:pairs)
      ORDER BY t.id LIMIT :limit\
      """)
  List<Problem.Target> usersOf(
      String accountId, @TypeDef(type = DataType.STRING_ARRAY) List<String> pairs, int limit);

  /** A target of one Space uses an integration of another, or of the same. */
  @Introspected
  record Use(String targetSpaceId, String integrationSpaceId) {
    String pair() {
      return targetSpaceId + " " + integrationSpaceId;
    }
  }
}
