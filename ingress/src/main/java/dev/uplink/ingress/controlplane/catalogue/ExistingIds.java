package dev.uplink.ingress.controlplane.catalogue;

import dev.uplink.ingress.controlplane.account.Account;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Which of some ids there are. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ExistingIds extends GenericRepository<Account, String> {
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
