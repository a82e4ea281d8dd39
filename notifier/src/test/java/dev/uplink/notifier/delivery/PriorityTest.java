package dev.uplink.notifier.delivery;

import static dev.uplink.notifier.aggregate.CheckState.FAILED;
import static dev.uplink.notifier.aggregate.CheckState.IN_PROGRESS;
import static dev.uplink.notifier.aggregate.CheckState.SUCCESSFUL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.bitbucket.status.PostResult;
import dev.uplink.notifier.gate.Admission;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is told first, and what may wait. */
class PriorityTest {
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  private final DispatcherFixture fixture = new DispatcherFixture(new DeliveryLimits(2, 10, 20));

  @Test
  void whatEndedGoesBeforeWhatBeganAndThatBeforeWhatGoesOn() {
    fixture
        .offer("a", "goes-on", 5, IN_PROGRESS)
        .offer("a", "began", 1, IN_PROGRESS)
        .offer("a", "failed", 7, FAILED)
        .offer("a", "ended", 8, SUCCESSFUL)
        .settleDown();

    assertThat(fixture.posted).containsExactly("failed#7", "ended#8", "began#1", "goes-on#5");
  }

  @Test
  void aKeyThatWasNeverShownIsFirstHoweverOftenItChangedMeanwhile() {
    fixture
        .offer("a", "shown", 5, IN_PROGRESS)
        .offer("a", "new", 1, IN_PROGRESS)
        .offer("a", "new", 6, IN_PROGRESS)
        .settleDown();

    assertThat(fixture.posted).containsExactly("new#6", "shown#5");
  }

  @Test
  void aSpentBudgetHoldsOnlyThoseItIsSpentFor() {
    fixture.answers.put("a", spent());
    fixture.offer("a", "goes-on", 5, IN_PROGRESS).settleDown();
    fixture.answers.clear();

    fixture.offer("a", "more", 6, IN_PROGRESS).offer("a", "ended", 7, SUCCESSFUL).settleDown();

    assertThat(fixture.posted).containsExactly("goes-on#5", "ended#7");
    fixture.pass(FIVE_MINUTES);
    assertThat(fixture.posted).endsWith("goes-on#5", "more#6").hasSize(4);
  }

  @Test
  void whatIsHeldBackIsReplacedByWhatIsNewer() {
    fixture.answers.put("a", spent());
    fixture.offer("a", "k", 5, IN_PROGRESS).settleDown();
    fixture.answers.clear();
    fixture.offer("a", "k", 6, IN_PROGRESS).offer("a", "k", 7, SUCCESSFUL).settleDown();

    assertThat(fixture.posted).containsExactly("k#5", "k#7");
    assertThat(fixture.committable()).hasValue(8L);
  }

  @Test
  void waitingForTheBudgetIsNeitherATryNorTimeThatCounts() {
    fixture.answers.put("a", spent());
    fixture.offer("a", "k", 5, IN_PROGRESS).settleDown();
    for (int i = 0; i < 100; i++) {
      fixture.pass(FIVE_MINUTES);
      fixture.answers.put("a", spent());
    }

    assertThat(fixture.journal).hasSizeGreaterThan(50).allMatch("k#5 WILL_RETRY 1"::equals);
  }

  @Test
  void aHostThatDoesNotAnswerHoldsItsIntegrationAndIsGivenUpInTheEnd() {
    fixture.answers.put("a", hostIsShut(Duration.ofMinutes(1)));
    fixture.offer("a", "k", 1).offer("a", "l", 2).offer("a", "m", 3).offer("b", "n", 4);
    fixture.settleDown();
    assertThat(fixture.posted).containsExactlyInAnyOrder("k#1", "l#2", "n#4");

    fixture.pass(DispatcherFixture.GIVE_UP_AFTER.plusSeconds(1));

    assertThat(fixture.journal)
        .contains("k#1 GAVE_UP 0", "l#2 GAVE_UP 0", "m#3 GAVE_UP 0", "n#4 DELIVERED 1");
  }

  @Test
  void aMalformedStatusHoldsUpNothing() {
    fixture.answers.put("a", new PostResult.Malformed(400, "key: too long"));
    fixture.offer("a", "k", 1).settleDown();

    assertThat(fixture.journal).containsExactly("k#1 MALFORMED 1");
    assertThat(fixture.committable()).hasValue(2L);
  }

  @Test
  void theQueueTellsHowManyWaitSinceWhenAndWhy() {
    fixture.answers.put("a", spent());
    fixture.offer("a", "k", 5, IN_PROGRESS).offer("a", "l", 6, IN_PROGRESS).offer("b", "m", 7);
    fixture.settleDown().pass(Duration.ofSeconds(1));

    assertThat(fixture.backlogs.latest())
        .singleElement()
        .isEqualTo(
            new LaneBacklog(
                Statuses.desired("a", "k", 5).status().place().account(),
                "a",
                2,
                Statuses.AT,
                "spent"));

    fixture.answers.clear();
    fixture.pass(FIVE_MINUTES).pass(Duration.ofSeconds(1));
    assertThat(fixture.backlogs.latest()).isEmpty();
  }

  private PostResult spent() {
    return new PostResult.HeldBack(Admission.Why.BUDGET, "spent", fixture.now().plus(FIVE_MINUTES));
  }

  private PostResult hostIsShut(Duration pause) {
    return new PostResult.HeldBack(Admission.Why.HOST, "shut", fixture.now().plus(pause));
  }
}
