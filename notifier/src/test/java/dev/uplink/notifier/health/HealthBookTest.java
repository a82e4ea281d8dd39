package dev.uplink.notifier.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.id.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthBookTest {
  private static final AccountId ACCOUNT = new AccountId("acme");
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private final HealthBook book = new HealthBook();

  @Test
  void theFirstCallIsTold() {
    book.note(succeeded(0));

    assertThat(tell(0)).containsExactly(succeeded(0));
    assertThat(tell(1)).isEmpty();
  }

  @Test
  void callsThatChangeNothingAreToldEveryFiveMinutes() {
    book.note(succeeded(0));
    tell(0);

    book.note(succeeded(10));
    assertThat(tell(10)).isEmpty();
    assertThat(tell(299)).isEmpty();
    assertThat(tell(300)).containsExactly(succeeded(10));
  }

  @Test
  void aChangeIsToldAtOnceButNotEachOfMany() {
    book.note(succeeded(0));
    tell(0);

    book.note(failed(6, "refused"));
    assertThat(tell(6)).singleElement().matches(health -> !health.isHealthy());
    book.note(succeeded(7));
    assertThat(tell(8)).isEmpty();
    assertThat(tell(11)).singleElement().matches(Health::isHealthy);
  }

  /** Two notifiers wrote without having heard each other: the second's record lacks the first's. */
  @Test
  void whatATopicThatKnowsLessLacksIsWrittenAgain() {
    book.note(failed(1, "refused"));
    tell(1);

    book.heard("int-1", succeeded(0));

    assertThat(tell(6)).containsExactly(new Health(ACCOUNT, "int-1", at(0), at(1), "refused"));
  }

  @Test
  void whatIsWrittenHoldsWhatOthersWrote() {
    book.heard("int-1", failed(5, "refused"));
    book.note(succeeded(3));

    assertThat(tell(6)).singleElement().matches(health -> !health.isHealthy());
  }

  @Test
  void ofADeletedIntegrationNothingIsLeft() {
    book.note(succeeded(0));
    tell(0);

    assertThat(book.dropUnless(health -> false)).hasSize(1);
    book.heard("int-1", null);
    assertThat(tell(600)).isEmpty();
  }

  @Test
  void theOrderInWhichKnowledgeMeetsDoesNotMatter() {
    Health one = new Health(ACCOUNT, "int-1", at(2), at(1), "one");
    Health other = new Health(ACCOUNT, "int-1", at(1), at(3), "other");

    assertThat(one.with(other)).isEqualTo(other.with(one));
    assertThat(one.with(other).with(other)).isEqualTo(one.with(other));
  }

  private List<Health> tell(int second) {
    List<Health> due = book.due(at(second));
    due.forEach(health -> book.heard("int-1", health));
    return due;
  }

  private static Health succeeded(int second) {
    return Health.succeeded(ACCOUNT, "int-1", at(second));
  }

  private static Health failed(int second, String error) {
    return Health.failed(ACCOUNT, "int-1", at(second), error);
  }

  private static Instant at(int second) {
    return START.plus(Duration.ofSeconds(second));
  }
}
