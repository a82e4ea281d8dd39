package dev.uplink.ingress.controlplane.delivery.projection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/**
 * The four connections over which what happens to webhooks is written down (deliveries, stories,
 * checks, refusals): however much that is, it takes none from the API or the edge.
 */
public final class DeliveriesPool implements AutoCloseable {
  private static final int CONNECTIONS = 4;
  private static final long PATIENCE_MS = 2_000;

  private final HikariDataSource connections;

  private DeliveriesPool(HikariDataSource connections) {
    this.connections = connections;
  }

  /** Needs no database yet. */
  public static DeliveriesPool of(String url, String user, String password) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("deliveries");
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(PATIENCE_MS);
    config.setValidationTimeout(PATIENCE_MS / 2);
    config.setInitializationFailTimeout(-1);
    config.setAutoCommit(false);
    // Or the limits of the first statement would be the first transaction's, and end with it.
    config.setIsolateInternalQueries(true);
    config.setConnectionInitSql("SET statement_timeout = '10s'; SET lock_timeout = '5s'");
    config.addDataSourceProperty("ApplicationName", "uplink-ingress deliveries");
    config.addDataSourceProperty("connectTimeout", "5");
    // For a server that is gone without a word; longer than any statement may take.
    config.addDataSourceProperty("socketTimeout", "15");
    return new DeliveriesPool(new HikariDataSource(config));
  }

  public DataSource dataSource() {
    return connections;
  }

  @Override
  public void close() {
    connections.close();
  }
}
