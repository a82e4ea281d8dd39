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

/** Of which workspaces it is told that they lack the app Pull Request Commit Links. */
class CommitLinksHintsTest {
  private static final AccountId ACCOUNT = new AccountId("acme");
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private final HealthBook book = new HealthBook("me");

  @Test
  void thatCommitLinksAreMissingIsToldAtOnceAndNotWithEachLookup() {
    book.note(succeeded(0));
    tell(0);

    book.note(succeeded(6).with("acme", new CommitLinks(true, "net", at(6))));
    assertThat(tell(6)).singleElement().matches(it -> it.withoutLinks().equals(Set.of("acme")));
    book.note(succeeded(12).with("acme", new CommitLinks(true, "dns", at(12))));
    assertThat(tell(12)).isEmpty();

    book.note(succeeded(18).with("acme", new CommitLinks(false, "net", at(18))));
    assertThat(tell(18)).singleElement().matches(it -> it.withoutLinks().isEmpty());
  }

  @Test
  void whatIsMissingInOneWorkspaceSaysNothingOfAnother() {
    book.note(succeeded(0).with("acme", new CommitLinks(true, "net", at(0))));
    book.heard("int-1", succeeded(1).with("other", new CommitLinks(false, "net", at(1))));

    assertThat(tell(6)).singleElement().matches(it -> it.withoutLinks().equals(Set.of("acme")));
  }

  @Test
  void ofWorkspacesThatHaveTheAppNothingIsTold() {
    for (int i = 0; i < 30; i++) {
      book.note(found("w" + (10 + i), i == 29, i));
    }

    assertThat(tell(40))
        .singleElement()
        .satisfies(it -> assertThat(it.links()).containsOnlyKeys("w39"));
  }

  @Test
  void ofManyWorkspacesThatLackItTheSameTwentyAreToldWhicheverWasAskedLast() {
    for (int i = 0; i < 30; i++) {
      book.note(found("w" + (10 + i), true, 0));
    }
    Set<String> first = tell(0).getFirst().withoutLinks();

    for (int i = 0; i < 29; i++) {
      book.note(found("w" + (10 + i), true, 10 * i));
      assertThat(tell(10 * i)).isEmpty();
    }
    assertThat(tell(300)).singleElement().matches(it -> it.withoutLinks().equals(first));
    assertThat(first).hasSize(20).contains("w10", "w29");
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
    assertThat(settle(60, other).withoutLinks()).hasSize(19).doesNotContain("w10");
    book.note(found("w11", true, 4_000));
    assertThat(settle(4_000, other).withoutLinks()).doesNotContain("w10").contains("w11", "w29");
  }

  @Test
  void theAppThatIsThereMakesRoomWhenAllHaveHeardOfIt() {
    book.note(found("w10", true, 0));
    tell(0);
    book.note(found("w10", false, 60));
    assertThat(tell(60)).singleElement().satisfies(it -> assertThat(it.links()).hasSize(1));

    book.note(succeeded(3_700));

    assertThat(tell(3_700)).singleElement().satisfies(it -> assertThat(it.links()).isEmpty());
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
    return succeeded(second).with(workspace, new CommitLinks(missing, "net", at(second)));
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
