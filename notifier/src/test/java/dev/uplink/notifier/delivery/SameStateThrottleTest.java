package dev.uplink.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.aggregate.CheckState;
import dev.uplink.notifier.bitbucket.status.PostResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SameStateThrottleTest {
  private final DispatcherFixture fixture = new DispatcherFixture(new DeliveryLimits(2, 3, 5));

  @Test
  void aKeyThatStaysInItsStateIsToldFourTimesASecondAndTheNewestThen() {
    fixture.offer("a", "k", 1).settleDown();
    for (int step = 2; step <= 101; step++) {
      fixture.pass(Duration.ofMillis(10)).offer("a", "k", step);
    }
    fixture.pass(SameStateThrottle.SAME_STATE_AFTER);

    assertThat(fixture.posted).containsExactly("k#1", "k#25", "k#50", "k#75", "k#100", "k#101");
    assertThat(fixture.committable()).hasValue(102L);
  }

  @Test
  void anotherStateIsToldAtOnce() {
    fixture.offer("a", "k", 1).settleDown();

    fixture.offer("a", "k", 2, CheckState.SUCCESSFUL).settleDown();

    assertThat(fixture.posted).containsExactly("k#1", "k#2");
  }

  @Test
  void otherKeysDoNotWaitForIt() {
    fixture.offer("a", "k", 1).settleDown();

    fixture.offer("a", "other", 2).settleDown();

    assertThat(fixture.posted).containsExactly("k#1", "other#2");
  }

  @Test
  void whatWasNotDeliveredKeepsNothingWaiting() {
    fixture.answers.put("a", new PostResult.Failed(503, "Bitbucket failed"));
    fixture.offer("a", "k", 1).settleDown();
    fixture.answers.clear();

    fixture.offer("a", "k", 2).settleDown();

    assertThat(fixture.posted).containsExactly("k#1", "k#2");
  }
}
