package dev.uplink.ingress.webhook.refusals;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps refusals in PostgreSQL, one row for each address and reason. Of addresses that no
 * integration has there are at most {@link #MOST_UNADDRESSED} in an account, the latest; of
 * accounts that do not exist there are none, as nobody could be shown them.
 */
public final class JdbcRefusalLog implements RefusalLog {
  static final int MOST_UNADDRESSED = 100;

  /** Locks rows in one order, so that two instances cannot wait for each other. */
  private static final String UPSERT =
      """
      INSERT INTO refused_webhooks (account_id, provider, slug, reason, count, first_at, last_at,
        last_event_key, last_user_agent, unaddressed)
      SELECT r.account_id, r.provider, r.slug, r.reason, r.count,
        CAST(r.first_at AS timestamptz), CAST(r.last_at AS timestamptz),
        r.event_key, r.user_agent, i.id IS NULL
      FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
        ?::text[], ?::text[], ?::text[], ?::text[]) AS r
        (account_id, provider, slug, reason, count, first_at, last_at, event_key, user_agent)
      JOIN accounts a ON a.id = r.account_id
      LEFT JOIN integrations i USING (account_id, provider, slug)
      ORDER BY r.account_id, r.provider, r.slug, r.reason
      ON CONFLICT ON CONSTRAINT refused_webhooks_address DO UPDATE SET
        count = refused_webhooks.count + excluded.count,
        first_at = least(refused_webhooks.first_at, excluded.first_at),
        last_at = greatest(refused_webhooks.last_at, excluded.last_at),
        last_event_key = excluded.last_event_key,
        last_user_agent = excluded.last_user_agent,
        unaddressed = excluded.unaddressed
      """;

  private static final String TRIM =
      """
      DELETE FROM refused_webhooks WHERE id IN
        (SELECT id FROM
          (SELECT id, row_number() OVER (PARTITION BY account_id ORDER BY last_at DESC, id DESC)
             AS place
           FROM refused_webhooks WHERE unaddressed AND account_id = ANY (?)) ranked
         WHERE place > ?)
      """;

  private final DataSource dataSource;

  /** The data source's connections must not commit by themselves. */
  public JdbcRefusalLog(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public void write(List<Refusals> refusals) {
    // Closed without a commit, the pool rolls it back.
    try (Connection connection = dataSource.getConnection()) {
      upsert(connection, refusals);
      trim(connection, refusals);
      connection.commit();
    } catch (SQLException e) {
      throw new RefusalsNotWrittenException(e);
    }
  }

  private static void upsert(Connection connection, List<Refusals> refusals) throws SQLException {
    try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
      upsert.setArray(
          1, texts(connection, refusals, one -> one.kind().address().account().value()));
      upsert.setArray(
          2, texts(connection, refusals, one -> one.kind().address().product().provider().name()));
      upsert.setArray(3, texts(connection, refusals, one -> one.kind().address().slug().value()));
      upsert.setArray(4, texts(connection, refusals, one -> one.kind().refusal().name()));
      upsert.setArray(
          5, connection.createArrayOf("int8", refusals.stream().map(Refusals::count).toArray()));
      upsert.setArray(6, texts(connection, refusals, one -> one.firstAt().toString()));
      upsert.setArray(7, texts(connection, refusals, one -> one.lastAt().toString()));
      upsert.setArray(8, texts(connection, refusals, Refusals::eventKey));
      upsert.setArray(9, texts(connection, refusals, Refusals::userAgent));
      upsert.executeUpdate();
    }
  }

  private static void trim(Connection connection, List<Refusals> refusals) throws SQLException {
    List<String> accounts =
        refusals.stream().map(one -> one.kind().address().account().value()).distinct().toList();
    try (PreparedStatement trim = connection.prepareStatement(TRIM)) {
      trim.setArray(1, connection.createArrayOf("text", accounts.toArray()));
      trim.setInt(2, MOST_UNADDRESSED);
      trim.executeUpdate();
    }
  }

  private static Array texts(
      Connection connection, List<Refusals> refusals, Function<Refusals, @Nullable String> part)
      throws SQLException {
    return connection.createArrayOf("text", refusals.stream().map(part).toArray());
  }
}
