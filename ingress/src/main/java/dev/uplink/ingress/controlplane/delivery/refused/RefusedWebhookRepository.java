package dev.uplink.ingress.controlplane.delivery.refused;

import dev.uplink.ingress.controlplane.database.AccountKey;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the edge noted of webhooks that it refused. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface RefusedWebhookRepository extends GenericRepository<AccountKey, String> {
  /**
   * The kinds that came up last first: of everything, or of the integrations in some Spaces; of all
   * integrations, or of one.
   */
  @Query(
      """
      SELECT r.id, i.id AS integration_id, r.provider, r.slug, r.reason, r.count, r.first_at,
        r.last_at, r.last_event_key, r.last_user_agent
      FROM refused_webhooks r LEFT JOIN integrations i USING (account_id, provider, slug)
      WHERE r.account_id = :accountId AND r.id < :before
        AND (:everything OR i.space_id = ANY (:spaces))
        AND (CAST(:integrationId AS text) IS NULL OR i.id = :integrationId)
      ORDER BY r.id DESC LIMIT :limit\
      """)
  List<RefusedWebhook> page(
      String accountId,
      @Nullable String integrationId,
      boolean everything,
      @TypeDef(type = DataType.STRING_ARRAY) List<String> spaces,
      long before,
      int limit);

  /** Deletes some of the older ones; returns how many. */
  @Query(
      "DELETE FROM refused_webhooks WHERE id IN"
          + " (SELECT id FROM refused_webhooks WHERE last_at < :time LIMIT 5000)")
  int deleteBefore(Instant time);
}
