package dev.uplink.notifier.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.uplink.schemas.id.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is told of what people should put right in Bitbucket. */
class HintsTest {
  private static final AccountId ACCOUNT = new AccountId("acme");
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private final HealthBook book = new HealthBook("me");

  @Test
  void thatCommitLinksAreMissingIsToldAtOnceAndNotWithEachLookup() {
    book.note(succeeded(0));
    tell(0);

    book.note(succeeded(6).with(links("acme"), new Hint(true, "net", at(6))));
    assertThat(tell(6)).singleElement().matches(it -> it.wrong().equals(Set.of(links("acme"))));
    book.note(succeeded(12).with(links("acme"), new Hint(true, "dns", at(12))));
    assertThat(tell(12)).isEmpty();

    book.note(succeeded(18).with(links("acme"), new Hint(false, "net", at(18))));
    assertThat(tell(18)).singleElement().matches(it -> it.wrong().isEmpty());
  }

  @Test
  void whatIsMissingInOneWorkspaceSaysNothingOfAnother() {
    book.note(succeeded(0).with(links("acme"), new Hint(true, "net", at(0))));
    book.heard("int-1", succeeded(1).with(links("other"), new Hint(false, "net", at(1))));

    assertThat(tell(6)).singleElement().matches(it -> it.wrong().equals(Set.of(links("acme"))));
  }

  @Test
  void ofWorkspacesThatHaveTheAppNothingIsTold() {
    for (int i = 0; i < 30; i++) {
      book.note(found("w" + (10 + i), i == 29, i));
    }

    assertThat(tell(40))
        .singleElement()
        .satisfies(it -> assertThat(it.hints()).containsOnlyKeys(links("w39")));
  }

  @Test
  void ofManyWorkspacesThatLackItTheSameTwentyAreToldWhicheverWasAskedLast() {
    for (int i = 0; i < 30; i++) {
      book.note(found("w" + (10 + i), true, 0));
    }
    Set<HintKey> first = tell(0).getFirst().wrong();

    for (int i = 0; i < 29; i++) {
      book.note(found("w" + (10 + i), true, 10 * i));
      assertThat(tell(10 * i)).isEmpty();
    }
    assertThat(tell(300)).singleElement().matches(it -> it.wrong().equals(first));
    assertThat(first).hasSize(20).contains(links("w10"), links("w29"));
  }

  /** The other one knows the hint still, and never asked there again. */
  @Test
  void notifiersAgreeInTheEndOnMoreWorkspacesThanAreTold() {
    HealthBook other = new HealthBook("other");
    for (int i = 0; i < 30; i++) {
      Health missing = found("w" + (10 + i), true, 0);
      book.note(missing);
      other.note(missing);
    }
    settle(0, other);

    book.note(found("w10", false, 60));
    assertThat(settle(60, other).wrong()).hasSize(19).doesNotContain(links("w10"));
    book.note(found("w11", true, 4_000));
    assertThat(settle(4_000, other).wrong())
        .doesNotContain(links("w10"))
        .contains(links("w11"), links("w29"));
  }

  @Test
  void theAppThatIsThereMakesRoomWhenAllHaveHeardOfIt() {
    book.note(found("w10", true, 0));
    tell(0);
    book.note(found("w10", false, 60));
    assertThat(tell(60)).singleElement().satisfies(it -> assertThat(it.hints()).hasSize(1));

    book.note(succeeded(3_700));

    assertThat(tell(3_700)).singleElement().satisfies(it -> assertThat(it.hints()).isEmpty());
  }

  /** Statuses are taken, so each of them would say that all is well. */
  @Test
  void aMissingScopeIsNotHiddenByCallsThatTakeAnotherOne() {
    book.note(lacking(Area.PULL_REQUESTS, true, 0));
    assertThat(tell(0)).singleElement().matches(it -> !it.isHealthy());

    book.note(lacking(Area.STATUSES, false, 6));
    book.note(lacking(Area.REPOSITORIES, false, 7));
    assertThat(tell(7)).isEmpty();
    book.note(lacking(Area.PULL_REQUESTS, true, 8));
    assertThat(tell(12)).isEmpty();
    assertThat(tell(320)).singleElement().matches(it -> !it.isHealthy());

    book.note(lacking(Area.PULL_REQUESTS, false, 330));
    assertThat(tell(330)).singleElement().matches(Health::isHealthy);
  }

  /** It was put right between what two notifiers saw, and may never be looked at again. */
  @Test
  void aScopeThatIsThereIsKnownBeforeAnotherTellsThatItWasMissing() {
    book.note(lacking(Area.STATUSES, false, 1));
    book.heard("int-1", lacking(Area.STATUSES, true, 0));

    assertThat(tell(6)).singleElement().matches(Health::isHealthy);
  }

  /** Nothing would take it back where no such calls are made any more. */
  @Test
  void aScopeThatNothingWasRefusedForInAWeekIsMissingNoMore() {
    int week = (int) Duration.ofDays(7).toSeconds();
    book.note(lacking(Area.PULL_REQUESTS, true, 0));
    tell(0);

    book.note(lacking(Area.STATUSES, false, week));
    assertThat(tell(week)).singleElement().matches(it -> !it.isHealthy());
    book.note(lacking(Area.STATUSES, false, week + 1));
    assertThat(tell(week + 5)).singleElement().matches(Health::isHealthy);
  }

  @Test
  void scopesAreToldBeforeAnyNumberOfWorkspaces() {
    for (int i = 0; i < 30; i++) {
      book.note(found("w" + (10 + i), true, 0));
    }
    book.note(lacking(Area.STATUSES, true, 1));

    assertThat(tell(1).getFirst().wrong()).hasSize(20).contains(HintKey.scope(Area.STATUSES));
  }

  private static Health lacking(Area area, boolean lacks, int second) {
    Health call =
        lacks ? Health.failed(ACCOUNT, "int-1", at(second), "a scope") : succeeded(second);
    return call.with(HintKey.scope(area), new Hint(lacks, "net", at(second)));
  }

  private static HintKey links(String workspace) {
    return HintKey.commitLinks(workspace);
  }

  /** Both write until neither has anything to say; what then stands on the topic. */
  private Health settle(int second, HealthBook other) {
    Health last = succeeded(second);
    for (int round = 0; round < 10; round++) {
      int now = second + 5 * round;
      List<Health> ours = book.due(at(now), idle());
      List<Health> theirs = other.due(at(now), idle());
      List<Health> written = Stream.concat(ours.stream(), theirs.stream()).toList();
      if (written.isEmpty()) {
        return last;
      }
      for (Health health : written) {
        book.heard("int-1", health);
        other.heard("int-1", health);
        last = health;
      }
    }
    return fail("they write against each other");
  }

  private static Standing idle() {
    return new Standing(List.of(), (id, now) -> Optional.empty());
  }

  private static Health found(String workspace, boolean missing, int second) {
    return succeeded(second).with(links(workspace), new Hint(missing, "net", at(second)));
  }

  private List<Health> tell(int second) {
    List<Health> due = book.due(at(second), idle());
    due.forEach(health -> book.heard("int-1", health));
    return due;
  }

  private static Health succeeded(int second) {
    return Health.succeeded(ACCOUNT, "int-1", at(second));
  }

  private static Instant at(int second) {
    return START.plus(Duration.ofSeconds(second));
  }
}
