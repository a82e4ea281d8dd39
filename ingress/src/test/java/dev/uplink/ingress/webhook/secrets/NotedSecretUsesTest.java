package dev.uplink.ingress.webhook.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NotedSecretUsesTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  private final List<Map<String, Instant>> written = new ArrayList<>();
  private final Deque<Runnable> later = new ArrayDeque<>();
  private final AtomicLong nanos = new AtomicLong();
  private boolean away;
  private final NotedSecretUses uses = new NotedSecretUses(this::write, later::add, nanos::get);

  @Test
  void usesOfAMomentAreWrittenTogether() {
    uses.used("one", AT);
    uses.used("two", AT.plusSeconds(1));
    runLater();

    assertThat(written).containsExactly(Map.of("one", AT, "two", AT.plusSeconds(1)));
  }

  @Test
  void whatWasJustNotedIsNotNotedAgain() {
    uses.used("one", AT);
    runLater();
    uses.used("one", AT.plusSeconds(1));
    runLater();

    assertThat(written).hasSize(1);
  }

  @Test
  void aSecretThatIsStillUsedAfterAWhileIsNotedAgain() {
    uses.used("one", AT);
    runLater();
    nanos.addAndGet(NotedSecretUses.EVERY.plus(Duration.ofNanos(1)).toNanos());
    uses.used("one", AT.plusSeconds(300));
    runLater();

    assertThat(written).containsExactly(Map.of("one", AT), Map.of("one", AT.plusSeconds(300)));
  }

  @Test
  void whatCouldNotBeWrittenTheNextUseSaysAgain() {
    away = true;
    uses.used("one", AT);
    runLater();
    away = false;
    uses.used("one", AT.plusSeconds(1));
    runLater();

    assertThat(written).containsExactly(Map.of("one", AT.plusSeconds(1)));
  }

  private void runLater() {
    while (!later.isEmpty()) {
      later.remove().run();
    }
  }

  private void write(Map<String, Instant> uses) {
    if (away) {
      throw new SecretsUnavailableException("away", new SQLException());
    }
    written.add(uses);
  }
}
