package dev.uplink.ingress.webhook.secrets;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * The look-up's own few connections. In the control plane's pool its questions, of a millisecond
 * each, would wait behind whatever the API is doing, and webhooks with them.
 */
public final class SecretsPool implements AutoCloseable {
  /** When a server that is gone without a word is given up: a little after the look-up itself. */
  private static final Duration SOCKET_TIMEOUT = CachedWebhookSecrets.LONGEST_READING;

  private final HikariDataSource connections;

  private SecretsPool(HikariDataSource connections) {
    this.connections = connections;
  }

  /** Needs no database yet: one that is away is waited for by each look-up, in its time. */
  public static SecretsPool of(String url, String user, String password, int size) {
    long patience = CachedWebhookSecrets.LOOKUP_TIMEOUT.toMillis();
    HikariConfig config = new HikariConfig();
    config.setPoolName("webhook-secrets");
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(patience);
    config.setValidationTimeout(patience / 2);
    config.setInitializationFailTimeout(-1);
    config.setReadOnly(true);
    // A lock on the tables, a migration's for instance, must not keep a reader for good.
    config.setConnectionInitSql(
        "SET statement_timeout = %1$d; SET lock_timeout = %1$d".formatted(patience));
    config.addDataSourceProperty("ApplicationName", "uplink-ingress webhook secrets");
    config.addDataSourceProperty("connectTimeout", seconds(CachedWebhookSecrets.LOOKUP_TIMEOUT));
    config.addDataSourceProperty("socketTimeout", seconds(SOCKET_TIMEOUT));
    return new SecretsPool(new HikariDataSource(config));
  }

  public DataSource dataSource() {
    return connections;
  }

  @Override
  public void close() {
    connections.close();
  }

  private static String seconds(Duration duration) {
    return String.valueOf(duration.toSeconds());
  }
}
