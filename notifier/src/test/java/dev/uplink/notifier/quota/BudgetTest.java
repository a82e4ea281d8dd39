package dev.uplink.notifier.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private final Budget cloud = Budget.hourly(1_000, () -> 0.0);
  private final Budget dataCenter = Budget.bucket(60, 5, () -> 0.0);

  /** What is set aside for those that asked nothing yet: three times a fiftieth. */
  @Test
  void statusesThatSayHowItEndedMayHaveNearlyAll() {
    assertThat(takeAll(cloud, Priority.TERMINAL, START)).isEqualTo(940);
    assertThat(cloud.left(START)).isEqualTo(new Left(1_000, 60));
  }

  @ParameterizedTest
  @CsvSource({"FIRST, 900", "LOOKUP, 800", "REST, 600"})
  void othersLeaveAPartToThoseBeforeThem(Priority priority, int taken) {
    assertThat(takeAll(cloud, priority, START)).isEqualTo(taken);
  }

  @Test
  void aFloodOfLookupsNeverKeepsAStatusWaiting() {
    takeAll(cloud, Priority.LOOKUP, START);

    assertThat(cloud.take(Priority.TERMINAL, START)).isEqualTo(new Permit.Granted());
  }

  @ParameterizedTest
  @CsvSource({"FIRST", "LOOKUP", "REST"})
  void nobodyWaitsForEverHoweverMuchTheUrgentAsk(Priority priority) {
    takeAll(cloud, Priority.TERMINAL, START);

    assertThat(takeAll(cloud, priority, START)).isBetween(20, 21);
  }

  @Test
  void theHourSlides() {
    takeAll(cloud, Priority.TERMINAL, START);
    Instant later = START.plus(Duration.ofMinutes(59));
    assertThat(cloud.take(Priority.TERMINAL, later)).isInstanceOf(Permit.Spent.class);

    Instant over = START.plus(Duration.ofMinutes(60)).plusSeconds(30);

    assertThat(takeAll(cloud, Priority.TERMINAL, over)).isEqualTo(940);
  }

  @Test
  void whoIsRefusedIsToldWhenToAskAgainAtTheLatestInFiveMinutes() {
    takeAll(cloud, Priority.TERMINAL, START);
    assertThat(cloud.take(Priority.TERMINAL, START))
        .isEqualTo(new Permit.Spent(START.plus(Duration.ofMinutes(5))));

    Instant nearly = START.plus(Duration.ofMinutes(59));
    assertThat(cloud.take(Priority.TERMINAL, nearly))
        .isEqualTo(new Permit.Spent(START.plus(Duration.ofMinutes(60)).plusSeconds(30)));
  }

  @Test
  void aBucketGivesABurstAndThenAsMuchAsFlowsIn() {
    assertThat(takeAll(dataCenter, Priority.TERMINAL, START)).isEqualTo(54);
    assertThat(dataCenter.take(Priority.TERMINAL, START))
        .isEqualTo(new Permit.Spent(START.plusMillis(200)));

    assertThat(takeAll(dataCenter, Priority.TERMINAL, START.plusSeconds(2))).isEqualTo(10);
    assertThat(takeAll(dataCenter, Priority.TERMINAL, START.plusSeconds(600))).isEqualTo(54);
  }

  /** As when the first have to connect, and those behind them need not. */
  @Test
  void aServersBucketIsNotEmptyForRequestsThatArriveTogether() {
    List<Instant> arrived = new ArrayList<>();
    Instant connected = START.plusMillis(500);
    for (int tenths = 0; tenths < 600; tenths++) {
      Instant now = START.plusMillis(100L * tenths);
      for (Priority priority : Priority.values()) {
        while (dataCenter.take(priority, now) instanceof Permit.Granted) {
          arrived.add(now.isBefore(connected) ? connected : now);
        }
      }
    }

    double tokens = 60;
    Instant last = START;
    for (Instant at : arrived) {
      tokens = Math.min(60, tokens + Duration.between(last, at).toMillis() / 200.0);
      assertThat(tokens).as("at " + at).isGreaterThanOrEqualTo(1);
      tokens--;
      last = at;
    }
    assertThat(arrived).hasSizeGreaterThan(340);
  }

  @Test
  void ofABucketTheUnimportantLeaveTwoFifths() {
    assertThat(takeAll(dataCenter, Priority.REST, START)).isEqualTo(35);
    assertThat(dataCenter.take(Priority.LOOKUP, START)).isEqualTo(new Permit.Granted());
  }

  @Test
  void afterTooManyRequestsNothingIsAskedForAsLongAsBitbucketSays() {
    cloud.throttled(Duration.ofSeconds(90), START);

    assertThat(cloud.take(Priority.TERMINAL, START.plusSeconds(89)))
        .isEqualTo(new Permit.Resting(START.plusSeconds(90)));
    assertThat(cloud.left(START.plusSeconds(89)).remaining()).isZero();
    assertThat(cloud.take(Priority.TERMINAL, START.plusSeconds(90)))
        .isEqualTo(new Permit.Granted());
  }

  @Test
  void ifBitbucketDoesNotSayHowLongRestsDoubleUpToFiveMinutes() {
    Instant now = cloud.throttled(null, START);
    assertThat(now).isEqualTo(START.plusSeconds(5));
    assertThat(cloud.throttled(null, now)).isEqualTo(now.plusSeconds(10));
    for (int i = 0; i < 20; i++) {
      now = cloud.throttled(null, now);
    }
    assertThat(cloud.throttled(null, now)).isEqualTo(now.plusSeconds(300));

    Instant later = now.plusSeconds(1_000);
    cloud.accepted(later);
    assertThat(cloud.throttled(null, later)).isEqualTo(later.plusSeconds(5));
  }

  @Test
  void whatWasUnderWayTogetherIsRefusedOnceAndTakenNever() {
    for (int i = 0; i < 12; i++) {
      cloud.throttled(null, START);
    }
    cloud.accepted(START.plusSeconds(1));

    Instant over = START.plusSeconds(5);
    assertThat(cloud.take(Priority.TERMINAL, over)).isEqualTo(new Permit.Granted());
    assertThat(cloud.throttled(null, over)).isEqualTo(over.plusSeconds(10));
  }

  @Test
  void afterARestOneASecondTriesUntilBitbucketTakesRequestsAgain() {
    cloud.throttled(Duration.ofSeconds(10), START);
    Instant over = START.plusSeconds(10);
    cloud.take(Priority.REST, over);

    assertThat(cloud.take(Priority.TERMINAL, over))
        .isEqualTo(new Permit.Resting(over.plusSeconds(1)));
    cloud.accepted(over);
    assertThat(cloud.take(Priority.TERMINAL, over.plusSeconds(1))).isEqualTo(new Permit.Granted());
    assertThat(cloud.take(Priority.TERMINAL, over.plusSeconds(1))).isEqualTo(new Permit.Granted());
  }

  @Test
  void aLimitThatBitbucketTellsTakesThePlaceOfOurs() {
    cloud.told(5_000);

    assertThat(takeAll(cloud, Priority.FIRST, START)).isEqualTo(4_500);
  }

  @Test
  void whatOthersAskWithTheSameCredentialsIsCountedWhenBitbucketTells() {
    cloud.nearLimit(START);

    assertThat(cloud.left(START).remaining()).isEqualTo(200);
    assertThat(cloud.take(Priority.REST, START)).isEqualTo(new Permit.Granted());
    assertThat(takeAll(cloud, Priority.REST, START)).isEqualTo(19);
    assertThat(cloud.left(START.plus(Duration.ofMinutes(61))).remaining()).isEqualTo(1_000);
  }

  @Test
  void oneOfSeveralNotifiersHasItsPart() {
    cloud.share(0.25);
    dataCenter.share(0.5);

    assertThat(takeAll(cloud, Priority.FIRST, START)).isEqualTo(225);
    assertThat(dataCenter.left(START)).isEqualTo(new Left(28, 28));
    assertThat(takeAll(dataCenter, Priority.TERMINAL, START)).isEqualTo(25);
    assertThat(dataCenter.left(START.plusSeconds(2)).remaining()).isEqualTo(8);
  }

  @Test
  void aLimitOfOneLetsOneThrough() {
    Budget one = Budget.hourly(1, () -> 0.0);

    assertThat(takeAll(one, Priority.REST, START)).isEqualTo(1);
  }

  private static int takeAll(Budget budget, Priority priority, Instant now) {
    int taken = 0;
    while (budget.take(priority, now) instanceof Permit.Granted) {
      taken++;
    }
    return taken;
  }
}
