package dev.uplink.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.bitbucket.status.PostResult;
import dev.uplink.notifier.gate.Admission;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 401: nothing is gained by trying on, and somebody may be locked out by it. */
class CredentialsRefusedTest {
  private static final PostResult UNAUTHORIZED = refused(PostResult.Refusal.CREDENTIALS);
  private static final PostResult NOT_PERMITTED = refused(PostResult.Refusal.PLACE);

  private final DispatcherFixture fixture = new DispatcherFixture(new DeliveryLimits(2, 3, 5));

  @Test
  void theyAreNotTriedForOtherStatusesOfTheIntegrationEither() {
    fixture.answers.put("a", UNAUTHORIZED);
    fixture.offer("a", "k", 1).settleDown();
    fixture.offer("a", "l", 2).offer("a", "k", 3).offer("b", "m", 4).settleDown();

    assertThat(fixture.posted).containsExactly("k#1", "m#4");
  }

  @Test
  void withNewerOnesAllThatWaitedIsDelivered() {
    fixture.answers.put("a", UNAUTHORIZED);
    fixture.offer("a", "k", 1).settleDown();
    fixture.offer("a", "l", 2).offer("a", "k", 3).settleDown();

    fixture.answers.clear();
    fixture.credentialsVersion = 2;
    fixture.pass(Duration.ofSeconds(1));

    assertThat(fixture.journal)
        .containsExactly("k#1 REFUSED 1", "k#3 DELIVERED 1", "l#2 DELIVERED 1");
    assertThat(fixture.committable()).hasValue(4L);
  }

  /** Both products refuse now and then what they take a moment later. */
  @Test
  void afterHalfAMinuteOneTryShowsWhetherTheyAreTakenAgain() {
    fixture.answers.put("a", UNAUTHORIZED);
    fixture.offer("a", "k", 1).offer("a", "l", 2).settleDown();
    fixture.answers.clear();
    fixture.posted.clear();
    fixture.pass(Duration.ofSeconds(29));
    assertThat(fixture.posted).isEmpty();

    fixture.pass(Duration.ofSeconds(1));

    assertThat(fixture.posted).containsExactly("k#1", "l#2");
  }

  @Test
  void asLongAsTheyAreNotItIsTriedEverMoreSeldomForAllTogether() {
    fixture.answers.put("a", UNAUTHORIZED);
    fixture.offer("a", "k", 1).offer("a", "l", 2).settleDown();
    for (int seconds : new int[] {30, 60, 120, 240, 480, 600, 600}) {
      fixture.posted.clear();
      fixture.pass(Duration.ofSeconds(seconds - 1));
      assertThat(fixture.posted).isEmpty();
      fixture.pass(Duration.ofSeconds(1));
      assertThat(fixture.posted).hasSize(1);
    }
  }

  @Test
  void onceTheyWereTakenTheNextRefusalIsAFirstOneAgain() {
    fixture.answers.put("a", UNAUTHORIZED);
    fixture.offer("a", "k", 1).settleDown();
    fixture.pass(Duration.ofSeconds(30));
    fixture.answers.clear();
    fixture.pass(Duration.ofSeconds(60));

    fixture.answers.put("a", UNAUTHORIZED);
    fixture.offer("a", "l", 2).settleDown();
    fixture.answers.clear();
    fixture.pass(Duration.ofSeconds(30));

    assertThat(fixture.journal).endsWith("l#2 REFUSED 1", "l#2 DELIVERED 2");
  }

  @Test
  void aMissingPermissionIsLookedAtEverMoreSeldomAlsoForNewerStatuses() {
    fixture.answers.put("a", NOT_PERMITTED);
    fixture.offer("a", "k", 1).settleDown();
    fixture.pass(Duration.ofSeconds(30));
    fixture.offer("a", "k", 2).settleDown();
    fixture.pass(Duration.ofSeconds(59));
    assertThat(fixture.posted).containsExactly("k#1", "k#1");

    fixture.pass(Duration.ofSeconds(1));

    assertThat(fixture.posted).containsExactly("k#1", "k#1", "k#2");
  }

  @Test
  void whatWaitsTooLongIsGivenUpAlsoIfItWasNeverTried() {
    fixture.answers.put("a", UNAUTHORIZED);
    fixture.offer("a", "k", 1).settleDown();
    fixture.offer("a", "l", 2).settleDown();

    fixture.pass(DispatcherFixture.AWAIT_CREDENTIALS.plusSeconds(1));

    assertThat(fixture.journal).contains("k#1 GAVE_UP 1", "l#2 GAVE_UP 0");
    assertThat(fixture.committable()).hasValue(3L);
  }

  @Test
  void aHostThatComesBackAndRefusesThemIsNoHostThatIsAway() {
    fixture.answers.put("a", away());
    fixture.offer("a", "k", 1).settleDown();
    fixture.answers.put("a", UNAUTHORIZED);
    fixture.pass(Duration.ofSeconds(5));

    fixture.pass(DispatcherFixture.GIVE_UP_AFTER.plusSeconds(1));
    fixture.answers.clear();
    fixture.credentialsVersion = 2;
    fixture.pass(Duration.ofSeconds(1));

    assertThat(fixture.journal).endsWith("k#1 DELIVERED 1").noneMatch(e -> e.contains("GAVE_UP"));
  }

  @Test
  void whatWaitsForThemIsNotGivenUpWhenTheHostIsAwayForAMoment() {
    fixture.answers.put("a", NOT_PERMITTED);
    fixture.offer("a", "k", 1).settleDown();
    fixture.pass(Duration.ofMinutes(5));
    fixture.answers.put("a", away());
    fixture.offer("a", "l", 2).settleDown();

    fixture.pass(Duration.ofMinutes(4));

    assertThat(fixture.journal).noneMatch(entry -> entry.contains("GAVE_UP"));
  }

  private PostResult away() {
    return new PostResult.HeldBack(Admission.Why.HOST, "shut", fixture.now().plusSeconds(5));
  }

  @Test
  void aMissingPermissionHoldsUpOnlyItsOwnStatus() {
    fixture.answers.put("a", NOT_PERMITTED);
    fixture.offer("a", "k", 1).settleDown();
    fixture.answers.clear();
    fixture.offer("a", "l", 2).settleDown();

    assertThat(fixture.posted).containsExactly("k#1", "l#2");
  }

  @Test
  void aNewerStatusDoesNotTryWhatWasRefusedForItsKey() {
    fixture.answers.put("a", NOT_PERMITTED);
    fixture.offer("a", "k", 1).settleDown();
    fixture.answers.clear();
    fixture.offer("a", "k", 2).settleDown();
    assertThat(fixture.posted).containsExactly("k#1");

    fixture.pass(Duration.ofMinutes(10));

    assertThat(fixture.posted).containsExactly("k#1", "k#2");
  }

  @Test
  void newerOnesNeedNotRestAsTheOldOnesHadTo() {
    fixture.answers.put("a", new PostResult.Throttled(429, "too many", Duration.ofHours(1)));
    fixture.offer("a", "k", 1).settleDown();
    fixture.answers.clear();
    fixture.offer("a", "l", 2).settleDown();
    fixture.pass(Duration.ofMinutes(1));
    assertThat(fixture.posted).containsExactly("k#1");

    fixture.credentialsVersion = 2;
    fixture.pass(Duration.ofSeconds(1));

    assertThat(fixture.posted).containsExactlyInAnyOrder("k#1", "k#1", "l#2");
  }

  @ParameterizedTest
  @EnumSource(
      value = Admission.Why.class,
      names = {"BUDGET", "REST"})
  void whatWasHeldBackForTheOldOnesIsNotForNewerOnes(Admission.Why why) {
    fixture.answers.put(
        "a", new PostResult.HeldBack(why, "spent", fixture.now().plus(Duration.ofMinutes(5))));
    fixture.offer("a", "k", 1).settleDown();
    fixture.pass(Duration.ofMinutes(1));
    assertThat(fixture.posted).containsExactly("k#1");

    fixture.answers.clear();
    fixture.credentialsVersion = 2;
    fixture.pass(Duration.ofSeconds(1));

    assertThat(fixture.journal).last().asString().startsWith("k#1 DELIVERED");
  }

  @Test
  void newerOnesThatHaveToRestAsWellRest() {
    fixture.answers.put("a", new PostResult.Throttled(429, "too many", Duration.ofHours(1)));
    fixture.offer("a", "k", 1).settleDown();
    fixture.credentialsVersion = 2;
    fixture.pass(Duration.ofSeconds(1));
    assertThat(fixture.posted).hasSize(2);

    fixture.pass(Duration.ofMinutes(10));

    assertThat(fixture.posted).hasSize(2);
  }

  @Test
  void aHostThatDoesNotAnswerIsNotAskedBecauseThereAreNewerOnes() {
    fixture.answers.put(
        "a",
        new PostResult.HeldBack(
            Admission.Why.HOST, "shut", fixture.now().plus(Duration.ofMinutes(1))));
    fixture.offer("a", "k", 1).settleDown();

    fixture.credentialsVersion = 2;
    fixture.pass(Duration.ofSeconds(10));

    assertThat(fixture.posted).containsExactly("k#1");
  }

  private static PostResult refused(PostResult.Refusal what) {
    return new PostResult.Unauthorized(401, "refused", 1, what);
  }
}
