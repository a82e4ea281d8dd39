package dev.uplink.ingress.webhook.secrets;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to the database's notifications of changed secrets, on one connection and one thread of
 * its own, and says when it cannot. A connection that looks open but is dead is found by asking it.
 */
public final class SecretNotifications implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SecretNotifications.class);
  private static final String LISTEN = "LISTEN uplink_webhook_secrets";
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final int HEARTBEAT_TIMEOUT_SECONDS = 2;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final DataSource dataSource;
  private final SecretChanges changes;
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable Connection current;

  /** That it still does not hear is not said every second. */
  private boolean hearsOrBegins = true;

  /** The data source must not be a pool: a connection that listened would be given to others. */
  public SecretNotifications(DataSource dataSource, SecretChanges changes) {
    this.dataSource = dataSource;
    this.changes = changes;
    this.thread = Thread.ofPlatform().daemon().name("secret-notifications").unstarted(this::run);
  }

  public SecretNotifications start() {
    thread.start();
    return this;
  }

  private void run() {
    while (!closed) {
      try (Connection connection = dataSource.getConnection()) {
        current = connection;
        listen(connection);
      } catch (SQLException e) {
        if (!closed && hearsOrBegins) {
          hearsOrBegins = false;
          LOG.warn(
              "not hearing of changed webhook secrets, so each webhook asks the database: {}",
              e.getMessage());
        }
      } finally {
        current = null;
        changes.lost();
      }
      pause();
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(LISTEN);
    }
    changes.listening();
    hearsOrBegins = true;
    LOG.info("hearing of changed webhook secrets");
    PGConnection notifications = connection.unwrap(PGConnection.class);
    while (!closed) {
      tell(notifications.getNotifications((int) HEARTBEAT.toMillis()));
      if (!connection.isValid(HEARTBEAT_TIMEOUT_SECONDS)) {
        throw new SQLException("the connection does not answer");
      }
      // What came together with the answer, so that heard() means: up to this moment.
      tell(notifications.getNotifications());
      changes.heard();
    }
  }

  private void tell(PGNotification @Nullable [] notifications) {
    if (notifications != null) {
      for (PGNotification notification : notifications) {
        changes.changed(notification.getParameter());
      }
    }
  }

  private void pause() {
    try {
      if (!closed) {
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends a wait for notifications by closing the connection under it. */
  @Override
  public void close() throws SQLException {
    closed = true;
    thread.interrupt();
    @Nullable Connection connection = current;
    if (connection != null) {
      connection.close();
    }
  }
}
