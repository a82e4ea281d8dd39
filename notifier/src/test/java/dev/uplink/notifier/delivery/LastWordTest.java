package dev.uplink.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.bitbucket.status.PostResult;
import dev.uplink.notifier.delivery.OffsetLedger.Position;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Bitbucket acts on last has to be the newest, whoever sent what before. */
class LastWordTest {
  private static final PostResult NO_ANSWER = new PostResult.Failed(null, "no answer in 10 s");

  private final DispatcherFixture fixture = new DispatcherFixture(new DeliveryLimits(2, 3, 5));

  @Test
  void afterAnUnansweredTryTheNewerStatusIsToldOnceMore() {
    fixture.answers.put("a", NO_ANSWER);
    fixture.offer("a", "k", 1).settleDown();
    fixture.answers.clear();
    fixture.offer("a", "k", 2).settleDown();
    assertThat(fixture.posted).containsExactly("k#1", "k#2");
    assertThat(fixture.committable()).hasValue(2L);

    fixture.pass(LateRequests.MAY_LAND_FOR);

    assertThat(fixture.posted).containsExactly("k#1", "k#2", "k#2");
    assertThat(fixture.committable()).hasValue(3L);
  }

  @Test
  void theSameStatusAgainNeedsNoSecondTelling() {
    fixture.answers.put("a", NO_ANSWER);
    fixture.offer("a", "k", 1).settleDown();
    fixture.answers.clear();
    fixture.pass(Duration.ofSeconds(1));
    fixture.pass(LateRequests.MAY_LAND_FOR);

    assertThat(fixture.posted).containsExactly("k#1", "k#1");
  }

  @Test
  void aStatusAfterOneThatWasGivenUpIsToldOnceMore() {
    fixture.answers.put("a", NO_ANSWER);
    fixture.offer("a", "k", 1).settleDown();
    fixture.pass(DispatcherFixture.GIVE_UP_AFTER);
    assertThat(fixture.journal.getLast()).startsWith("k#1 GAVE_UP");
    fixture.answers.clear();
    fixture.posted.clear();

    fixture.offer("a", "k", 2).settleDown().pass(LateRequests.MAY_LAND_FOR);

    assertThat(fixture.posted).containsExactly("k#2", "k#2");
  }

  @Test
  void whatAFormerOwnerMayHaveBeenTryingCountsAsUnanswered() {
    fixture.dispatcher.ledger().assigned(0, new Position(5, "1,1,1,0"));
    fixture.dispatcher.fallBehind(0);
    fixture.offer("a", "k", 5).offer("a", "l", 6);
    fixture.dispatcher.caughtUp(0);
    fixture.offer("a", "k", 7).settleDown();
    assertThat(fixture.posted).containsExactly("k#7");

    fixture.pass(LateRequests.MAY_LAND_FOR);

    assertThat(fixture.posted).containsExactly("k#7", "k#7");
  }

  @Test
  void nothingIsTriedBeforeAllThatWasWrittenIsRead() {
    fixture.dispatcher.fallBehind(0);
    fixture.offer("a", "k", 1).settleDown();
    assertThat(fixture.posted).isEmpty();

    fixture.offer("a", "k", 2);
    fixture.dispatcher.caughtUp(0);
    fixture.settleDown();

    assertThat(fixture.posted).containsExactly("k#2");
  }

  @Test
  void fullMemoryIsEmptiedAlsoBeforeAllIsRead() {
    fixture.dispatcher.fallBehind(0);
    fixture.offer("a", "k", 1).offer("a", "l", 2).offer("a", "m", 3);
    fixture.offer("b", "k", 4).offer("b", "l", 5).settleDown();

    assertThat(fixture.posted).isNotEmpty();
  }

  @Test
  void whoHasNotHeardFromKafkaForASessionTriesNothing() {
    fixture.pass(Duration.ofDays(1));
    fixture.offer("a", "k", 1).settleDown();
    assertThat(fixture.posted).isEmpty();

    fixture.lease.renew(fixture.now());
    fixture.settleDown();

    assertThat(fixture.posted).containsExactly("k#1");
  }

  @Test
  void aTryThatWasBegunBeforeItsProcessStoodStillIsNotMadeAfterwards() {
    fixture.hangs = true;
    fixture.offer("a", "k", 1).settleDown();
    fixture.lease.end();
    fixture.letGo();

    assertThat(fixture.posted).isEmpty();
    assertThat(fixture.journal).containsExactly("k#1 WILL_RETRY 1");
  }

  /** Nobody waited for its tries: another notifier had taken them long before. */
  @Test
  void aTryOfAPartitionThatWasLostAndCameBackEndsNoOtherOfItsKey() {
    fixture.hangs = true;
    fixture.answers.put("a", NO_ANSWER);
    fixture.offer("a", "k", 1).settleDown();
    comesBack(new Position(1, ""));
    fixture.offer("a", "k", 1).settleDown();
    assertThat(fixture.hanging).hasSize(2);

    fixture.hanging.pop().run();
    fixture.pass(Duration.ofSeconds(2));

    assertThat(fixture.hanging).hasSize(1);
    fixture.answers.clear();
    fixture.letGo();
    assertThat(fixture.posted).containsExactly("k#1", "k#1");
    assertThat(fixture.journal).containsExactly("k#1 HANDED_OVER 1", "k#1 DELIVERED 1");
  }

  @Test
  void aTryOfAPartitionThatWasLostAndCameBackSettlesNothingThere() {
    fixture.hangs = true;
    fixture.answers.put("a", NO_ANSWER);
    fixture.offer("a", "k", 1).settleDown();
    comesBack(new Position(1, "1,1,0"));
    fixture.letGo();
    fixture.answers.clear();

    fixture.offer("a", "k", 1).settleDown();

    assertThat(fixture.posted).containsExactly("k#1", "k#1");
    assertThat(fixture.committable()).hasValue(2L);
  }

  /** Another notifier tries it with credentials that may be newer. */
  @ParameterizedTest
  @EnumSource(PostResult.Refusal.class)
  void aRefusalOfAPartitionThatWasLostIsNotTheLastWord(PostResult.Refusal refused) {
    fixture.hangs = true;
    fixture.answers.put("a", new PostResult.Unauthorized(401, "no", 1, refused));
    fixture.offer("a", "k", 1).settleDown();
    fixture.dispatcher.forget(0);
    fixture.letGo();

    assertThat(fixture.journal).containsExactly("k#1 HANDED_OVER 1");
  }

  @Test
  void whatBitbucketSaysForGoodIsToldAlsoOfAPartitionThatWasLost() {
    fixture.hangs = true;
    fixture.answers.put("a", new PostResult.Refused(404, "no such commit"));
    fixture.offer("a", "k", 1).settleDown();
    fixture.dispatcher.forget(0);
    fixture.letGo();

    assertThat(fixture.journal).containsExactly("k#1 REFUSED 1");
  }

  private void comesBack(Position position) {
    fixture.dispatcher.ledger().forget(List.of(0));
    fixture.dispatcher.forget(0);
    fixture.dispatcher.ledger().assigned(0, position);
  }
}
