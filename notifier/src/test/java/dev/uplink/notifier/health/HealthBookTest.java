package dev.uplink.notifier.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.delivery.LaneBacklog;
import dev.uplink.notifier.quota.Left;
import dev.uplink.schemas.id.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HealthBookTest {
  private static final AccountId ACCOUNT = new AccountId("acme");
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private final HealthBook book = new HealthBook("me");
  private List<LaneBacklog> queue = List.of();
  private @Nullable Left left;

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

    assertThat(tell(6))
        .containsExactly(Health.succeeded(ACCOUNT, "int-1", at(0)).with(failed(1, "refused")));
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
    Health one = Health.succeeded(ACCOUNT, "int-1", at(2)).with(failed(1, "one"));
    Health other = Health.succeeded(ACCOUNT, "int-1", at(1)).with(failed(3, "other"));

    assertThat(one.with(other)).isEqualTo(other.with(one));
    assertThat(one.with(other).with(other)).isEqualTo(one.with(other));
  }

  @Test
  void whatOneCallWasRefusedIsToldSoonAndLeavesTheIntegrationHealthy() {
    book.note(succeeded(0));
    tell(0);

    book.note(Health.refused(ACCOUNT, "int-1", at(6), "may not post there"));

    assertThat(tell(6))
        .singleElement()
        .matches(Health::isHealthy)
        .extracting(Health::trouble)
        .isEqualTo(new Trouble(at(6), "may not post there", false));
  }

  @Test
  void whatStillKeepsAllCallsFromWorkingIsNotHiddenByWhatOneWasRefused() {
    Health refused = Health.refused(ACCOUNT, "int-1", at(2), "may not post there");

    assertThat(failed(1, "a scope is missing").with(refused))
        .isEqualTo(refused.with(failed(1, "a scope is missing")))
        .isEqualTo(failed(1, "a scope is missing"));
    assertThat(failed(1, "a scope was missing").with(refused).with(succeeded(3)).isHealthy())
        .isTrue();
  }

  /** Or notifiers would write against what they read for ever. */
  @Test
  void whatIsReadIsWhatWasWritten() {
    Health refused = Health.refused(ACCOUNT, "int-1", at(2), "may not post there");
    List<Health> written =
        List.of(
            refused,
            refused.with(succeeded(1)),
            refused.with(succeeded(3)),
            refused.with(failed(1, "refused")),
            failed(2, "refused").with(succeeded(1)),
            failed(2, "refused").with(succeeded(3)),
            refused.with(HintKey.scope(Area.STATUSES), new Hint(true, "net", at(1))));

    assertThat(written)
        .allSatisfy(
            health ->
                assertThat(HealthMapper.fromRecord(HealthMapper.toRecord(health, at(9))))
                    .isEqualTo(health));
  }

  @Test
  void whatIsLateIsToldAtOnceAndEveryHalfMinute() {
    queue = waiting(2, 0, "the budget is spent");
    assertThat(parts(write(0))).containsExactly(part(2, 0, "the budget is spent", 0));

    assertThat(write(29)).isEmpty();
    assertThat(parts(write(31))).containsExactly(part(2, 0, "the budget is spent", 31));
    assertThat(write(60)).isEmpty();
    assertThat(parts(write(61))).containsExactly(part(2, 0, "the budget is spent", 61));
  }

  @Test
  void thatNothingWaitsAnyMoreIsToldToo() {
    queue = waiting(1, 0, "slow");
    write(0);
    write(31);

    queue = List.of();

    assertThat(parts(write(36))).containsExactly(new QueuePart(0, null, null, null, at(36)));
    assertThat(write(1_000)).isEmpty();
  }

  @Test
  void aBudgetThatRunsLowIsToldAtOnce() {
    left = new Left(1_000, 900);
    book.note(succeeded(0));
    write(0);

    left = new Left(1_000, 199);
    book.note(succeeded(6));

    assertThat(parts(write(6))).extracting(QueuePart::left).containsExactly(left);
  }

  @Test
  void whatOtherNotifiersSaidStaysUntilTheyAreLongSilent() {
    Health theirs = Health.unknown(ACCOUNT, "int-1").with("other", part(3, 0, "theirs", 0));
    book.heard("int-1", theirs);
    book.note(succeeded(1));
    assertThat(write(1))
        .singleElement()
        .satisfies(it -> assertThat(it.queues()).containsOnlyKeys("me", "other"));

    book.note(succeeded(901));

    assertThat(write(901))
        .singleElement()
        .satisfies(it -> assertThat(it.queues()).containsOnlyKeys("me"));
  }

  @Test
  void aQueueOfANotifierThatIsGoneIsTakenBackByOthers() {
    Health theirs =
        failed(0, "refused").with("gone", part(3, 0, "theirs", 0)).with("me", part(1, 0, "x", 0));
    book.heard("int-1", theirs);
    book.heard("int-2", Health.unknown(ACCOUNT, "int-2").with("idle", part(0, 0, "", 0)));

    assertThat(book.withoutGoneQueues(at(900))).isEmpty();
    assertThat(book.withoutGoneQueues(at(901)))
        .containsExactly(failed(0, "refused").with("me", part(1, 0, "x", 0)));
  }

  @Test
  void aQueueOfAFormerLifeIsTakenBack() {
    book.heard("int-1", Health.unknown(ACCOUNT, "int-1").with("me", part(3, 0, "before", 0)));

    assertThat(parts(write(1))).containsExactly(new QueuePart(0, null, null, null, at(1)));
  }

  /** What is told, without its queues. */
  private List<Health> tell(int second) {
    return write(second).stream()
        .map(
            it ->
                new Health(
                    it.account(),
                    it.integrationId(),
                    it.successAt(),
                    it.trouble(),
                    Map.of(),
                    it.hints()))
        .toList();
  }

  private List<Health> write(int second) {
    List<Health> due =
        book.due(at(second), new Standing(queue, (id, now) -> Optional.ofNullable(left)));
    due.forEach(health -> book.heard("int-1", health));
    return due;
  }

  private static List<QueuePart> parts(List<Health> written) {
    return written.stream().flatMap(health -> health.queues().values().stream()).toList();
  }

  private static QueuePart part(int count, int since, String reason, int second) {
    return new QueuePart(count, at(since), reason, null, at(second));
  }

  private static List<LaneBacklog> waiting(int count, int since, String reason) {
    return List.of(new LaneBacklog(ACCOUNT, "int-1", count, at(since), reason));
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
