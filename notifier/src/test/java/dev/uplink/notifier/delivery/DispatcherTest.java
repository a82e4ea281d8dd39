package dev.uplink.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.bitbucket.status.PostResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DispatcherTest {
  private static final DeliveryLimits LIMITS = new DeliveryLimits(2, 3, 5);
  private static final PostResult DOWN = new PostResult.Failed(503, "Bitbucket failed");
  private static final PostResult UNAUTHORIZED =
      new PostResult.Unauthorized(401, "refused", 1, PostResult.Refusal.CREDENTIALS);

  private final DispatcherFixture fixture = new DispatcherFixture(LIMITS);

  @Test
  void aStatusIsPostedOnceAndItsOffsetCommitted() {
    fixture.offer("a", "k", 7).settleDown();

    assertThat(fixture.posted).containsExactly("k#7");
    assertThat(fixture.journal).containsExactly("k#7 DELIVERED 1");
    assertThat(fixture.committable()).hasValue(8L);
  }

  @Test
  void revisionsThatAreAlreadyOldAreSkipped() {
    fixture.offer("a", "k", 1).offer("a", "k", 2).offer("a", "k", 3).settleDown();

    assertThat(fixture.posted).containsExactly("k#3");
    assertThat(fixture.committable()).hasValue(4L);
  }

  @Test
  void aKeyHasOneTryAtATimeAndTheNewestGoesNext() {
    fixture.hangs = true;
    fixture.offer("a", "k", 1).settleDown();
    fixture.offer("a", "k", 2).offer("a", "k", 3).settleDown();
    assertThat(fixture.hanging).hasSize(1);
    assertThat(fixture.committable()).hasValue(1L);

    fixture.letGo().pass(SameStateThrottle.SAME_STATE_AFTER);

    assertThat(fixture.posted).containsExactly("k#1", "k#3");
    assertThat(fixture.committable()).hasValue(4L);
  }

  @Test
  void aFailedTryIsRepeatedAfterAPauseThatDoubles() {
    fixture.answers.put("a", DOWN);
    fixture.offer("a", "k", 1).settleDown();
    fixture.pass(Duration.ofMillis(999));
    assertThat(fixture.posted).hasSize(1);
    fixture.pass(Duration.ofMillis(1));
    assertThat(fixture.posted).hasSize(2);
    fixture.pass(Duration.ofMillis(1_999));
    assertThat(fixture.posted).hasSize(2);

    fixture.answers.clear();
    fixture.pass(Duration.ofMillis(1));

    assertThat(fixture.journal)
        .containsExactly("k#1 WILL_RETRY 1", "k#1 WILL_RETRY 2", "k#1 DELIVERED 3");
  }

  @Test
  void tryingEndsAndTheStatusIsGivenUp() {
    fixture.answers.put("a", DOWN);
    fixture.offer("a", "k", 1).settleDown();
    for (int minute = 0; minute < 32; minute++) {
      fixture.pass(Duration.ofMinutes(1));
    }

    assertThat(fixture.journal.getLast()).startsWith("k#1 GAVE_UP");
    assertThat(fixture.committable()).hasValue(2L);
  }

  @Test
  void aFailedTryThatIsOvertakenIsNotRepeated() {
    fixture.answers.put("a", DOWN);
    fixture.hangs = true;
    fixture.offer("a", "k", 1).settleDown();
    fixture.offer("a", "k", 2);
    fixture.letGo();

    assertThat(fixture.journal).containsExactly("k#1 SUPERSEDED 1", "k#2 WILL_RETRY 1");
  }

  @Test
  void whatIsUndeliveredHoldsTheCommittedOffset() {
    fixture.answers.put("a", DOWN);
    fixture.offer("a", "k", 1).offer("b", "k", 2).offer("b", "l", 3).settleDown();

    assertThat(fixture.journal).contains("k#2 DELIVERED 1", "l#3 DELIVERED 1");
    assertThat(fixture.committable()).hasValue(1L);
  }

  @Test
  void aSlowHostTakesNoMoreThanItsSlots() {
    fixture.hangs = true;
    fixture.offer("slow", "k", 1).offer("slow", "l", 2).offer("slow", "m", 3).settleDown();
    assertThat(fixture.hanging).hasSize(2);
    fixture.hangs = false;

    fixture.offer("quick", "n", 4).settleDown();

    assertThat(fixture.posted).containsExactly("n#4");
  }

  @Test
  void anExhaustedQuotaRestsItsIntegrationAndNoOther() {
    fixture.answers.put("a", new PostResult.Throttled(429, "too many", Duration.ofSeconds(30)));
    fixture.offer("a", "k", 1).settleDown();
    fixture.answers.clear();
    fixture.offer("a", "l", 2).offer("b", "m", 3).settleDown();
    assertThat(fixture.posted).containsExactly("k#1", "m#3");

    fixture.pass(Duration.ofSeconds(30));

    assertThat(fixture.posted).containsExactly("k#1", "m#3", "k#1", "l#2");
  }

  @Test
  void aRestDoesNotCountAsTrying() {
    fixture.answers.put("a", new PostResult.Throttled(429, "too many", Duration.ofHours(1)));
    fixture.offer("a", "k", 1).settleDown();
    fixture.answers.put("a", DOWN);
    fixture.pass(Duration.ofHours(1));

    assertThat(fixture.journal).containsExactly("k#1 WILL_RETRY 1", "k#1 WILL_RETRY 2");
  }

  @Test
  void aShorterRestDoesNotEndALongerOne() {
    fixture.hangs = true;
    fixture.offer("a", "k", 1).offer("a", "l", 2).settleDown();
    fixture.answers.put("a", new PostResult.Throttled(429, "too many", Duration.ofMinutes(2)));
    fixture.hanging.pop().run();
    fixture.answers.put("a", new PostResult.Throttled(429, "too many", Duration.ofSeconds(1)));
    fixture.letGo().pass(Duration.ofSeconds(119));
    assertThat(fixture.posted).hasSize(2);

    fixture.pass(Duration.ofSeconds(1));

    assertThat(fixture.posted).hasSize(4);
  }

  @Test
  void aFaultInDecidingCostsOnlyItsOwnStatus() {
    Duration beyondClocks = Duration.ofSeconds(99_999_999_999_999_999L);
    fixture.answers.put("a", new PostResult.Throttled(429, "too many", beyondClocks));
    fixture.offer("a", "k", 1).offer("b", "m", 2).settleDown();

    assertThat(fixture.journal).containsExactlyInAnyOrder("k#1 GAVE_UP 1", "m#2 DELIVERED 1");
  }

  @Test
  void aRefusalIsFinal() {
    fixture.answers.put("a", new PostResult.Refused(404, "no such commit"));
    fixture.offer("a", "k", 1).settleDown();
    fixture.pass(Duration.ofHours(1));

    assertThat(fixture.journal).containsExactly("k#1 REFUSED 1");
    assertThat(fixture.committable()).hasValue(2L);
  }

  @Test
  void refusedCredentialsAreTriedAgainAsSoonAsTheyAreReplaced() {
    fixture.answers.put("a", UNAUTHORIZED);
    fixture.offer("a", "k", 1).settleDown();
    fixture.pass(Duration.ofSeconds(20));
    assertThat(fixture.journal).containsExactly("k#1 REFUSED 1");

    fixture.answers.clear();
    fixture.credentialsVersion = 2;
    fixture.pass(Duration.ofSeconds(1));

    assertThat(fixture.journal).containsExactly("k#1 REFUSED 1", "k#1 DELIVERED 1");
    assertThat(fixture.committable()).hasValue(2L);
  }

  @Test
  void refusedCredentialsAreNotWaitedForForEver() {
    fixture.answers.put("a", UNAUTHORIZED);
    fixture.offer("a", "k", 1).settleDown();
    assertThat(fixture.committable()).hasValue(1L);

    fixture.pass(DispatcherFixture.AWAIT_CREDENTIALS.plusSeconds(1));

    assertThat(fixture.committable()).hasValue(2L);
  }

  @Test
  void aMissingIntegrationIsLookedForTwice() {
    fixture.answers.put("a", new PostResult.Gone("the integration is deleted"));
    fixture.offer("a", "k", 1).settleDown();
    fixture.pass(Duration.ofSeconds(1));

    assertThat(fixture.journal).containsExactly("k#1 WILL_RETRY 1", "k#1 REFUSED 2");
  }

  @Test
  void aFullLaneGivesUpItsOldest() {
    fixture.answers.put("a", DOWN);
    fixture.offer("a", "k", 1).settleDown();
    fixture.offer("a", "l", 2).offer("a", "m", 3).offer("a", "n", 4).settleDown();

    assertThat(fixture.journal).contains("k#1 GAVE_UP 1");
    assertThat(fixture.committable()).hasValue(2L);
  }

  @Test
  void nothingMoreIsReadWhileMemoryIsFull() {
    fixture.answers.put("a", DOWN);
    fixture.answers.put("b", DOWN);
    fixture.offer("a", "k", 1).offer("a", "l", 2).offer("b", "k", 3).offer("b", "l", 4);
    assertThat(fixture.dispatcher.isFull()).isFalse();

    fixture.offer("b", "m", 5);

    assertThat(fixture.dispatcher.isFull()).isTrue();
  }

  @Test
  void anOlderRevisionThatIsReadAgainIsNotPosted() {
    fixture.hangs = true;
    fixture.offer("a", "k", 5).settleDown();
    fixture.offer("a", "k", 4);
    fixture.letGo();

    assertThat(fixture.posted).containsExactly("k#5");
  }
}
