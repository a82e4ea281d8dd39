package dev.uplink.ingress.controlplane.catalogue;

import dev.uplink.ingress.controlplane.database.AccountKey;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/**
 * Which of some ids there are; those that are behind the revision that readers know are set one
 * beyond it first. The revision of each id stands at its place in the second list.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface KnownRows extends GenericRepository<AccountKey, String> {
  String RAISE =
      """
       AS entity SET revision = published.revision + 1
      FROM unnest(CAST(:ids AS text[]), CAST(:revisions AS bigint[])) AS published (id, revision)
      WHERE entity.id = published.id AND entity.revision < published.revision\
      """;

  @Query("UPDATE accounts" + RAISE)
  void raiseAccounts(
      @TypeDef(type = DataType.STRING_ARRAY) List<String> ids,
      @TypeDef(type = DataType.STRING_ARRAY) List<String> revisions);

  @Query("UPDATE spaces" + RAISE + " AND entity.account_id = :accountId")
  void raiseSpaces(
      String accountId,
      @TypeDef(type = DataType.STRING_ARRAY) List<String> ids,
      @TypeDef(type = DataType.STRING_ARRAY) List<String> revisions);

  @Query("UPDATE integrations" + RAISE + " AND entity.account_id = :accountId")
  void raiseIntegrations(
      String accountId,
      @TypeDef(type = DataType.STRING_ARRAY) List<String> ids,
      @TypeDef(type = DataType.STRING_ARRAY) List<String> revisions);

  @Query("UPDATE targets" + RAISE + " AND entity.account_id = :accountId")
  void raiseTargets(
      String accountId,
      @TypeDef(type = DataType.STRING_ARRAY) List<String> ids,
      @TypeDef(type = DataType.STRING_ARRAY) List<String> revisions);

  @Query("SELECT id FROM accounts WHERE id = ANY (:ids)")
  List<String> accounts(@TypeDef(type = DataType.STRING_ARRAY) List<String> ids);

  @Query("SELECT id FROM spaces WHERE account_id = :accountId AND id = ANY (:ids)")
  List<String> spaces(String accountId, @TypeDef(type = DataType.STRING_ARRAY) List<String> ids);

  @Query("SELECT id FROM integrations WHERE account_id = :accountId AND id = ANY (:ids)")
  List<String> integrations(
      String accountId, @TypeDef(type = DataType.STRING_ARRAY) List<String> ids);

  @Query(
      "SELECT id FROM targets WHERE account_id = :accountId AND kind = :kind AND id = ANY (:ids)")
  List<String> targets(
      String accountId, String kind, @TypeDef(type = DataType.STRING_ARRAY) List<String> ids);
}
