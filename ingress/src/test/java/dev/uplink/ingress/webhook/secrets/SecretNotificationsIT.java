package dev.uplink.ingress.webhook.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecretNotificationsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final EdgeDatabase database = EdgeDatabase.get();
  private final Heard heard = new Heard();
  private final SecretNotifications notifications =
      new SecretNotifications(database.dataSource, heard);

  @BeforeEach
  void listen() {
    notifications.start();
    await().atMost(PATIENCE).until(() -> heard.listening.get() == 1);
  }

  @AfterEach
  void close() throws SQLException {
    notifications.close();
  }

  @Test
  void aChangeIsToldWithinASecond() {
    database.notifyOf("BITBUCKET_CLOUD/acme/payments");

    await()
        .atMost(Duration.ofSeconds(1))
        .until(() -> heard.changes.contains("BITBUCKET_CLOUD/acme/payments"));
  }

  @Test
  void aQuietConnectionIsHeardOf() {
    await().atMost(PATIENCE).until(() -> heard.beats.get() >= 2);

    assertThat(heard.lost).hasValue(0);
  }

  @Test
  void aCutConnectionIsToldAndReplaced() {
    database.cutListeners();

    await().atMost(PATIENCE).until(() -> heard.listening.get() == 2);
    assertThat(heard.lost).hasValue(1);
    database.notifyOf("BITBUCKET_CLOUD/acme/after");
    await().atMost(PATIENCE).until(() -> heard.changes.contains("BITBUCKET_CLOUD/acme/after"));
  }

  @Test
  void closingEndsTheListening() throws SQLException {
    notifications.close();

    await().atMost(PATIENCE).until(() -> heard.lost.get() == 1);
  }

  /** Counts what it is told. */
  private static final class Heard implements SecretChanges {
    private final AtomicInteger listening = new AtomicInteger();
    private final AtomicInteger beats = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final List<String> changes = new CopyOnWriteArrayList<>();

    @Override
    public void listening() {
      listening.incrementAndGet();
    }

    @Override
    public void heard() {
      beats.incrementAndGet();
    }

    @Override
    public void changed(String address) {
      changes.add(address);
    }

    @Override
    public void lost() {
      lost.incrementAndGet();
    }
  }
}
