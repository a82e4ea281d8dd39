package dev.uplink.ingress.webhook.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecretNotificationsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

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
    // A busy machine may hold up one of them; who looks too seldom is late each time.
    Duration shortest =
        Stream.of("payments", "network", "dns")
            .map(slug -> timeTo("BITBUCKET_CLOUD/acme/" + slug))
            .min(Comparator.naturalOrder())
            .orElseThrow();

    assertThat(shortest).isLessThan(Duration.ofSeconds(1));
  }

  private Duration timeTo(String address) {
    long begin = System.nanoTime();
    database.notifyOf(address);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> heard.changes.contains(address));
    return Duration.ofNanos(System.nanoTime() - begin);
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
