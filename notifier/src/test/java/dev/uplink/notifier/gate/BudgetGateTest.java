package dev.uplink.notifier.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.uplink.notifier.credentials.ApiCredential;
import dev.uplink.notifier.quota.Budgets;
import dev.uplink.notifier.quota.Left;
import dev.uplink.notifier.quota.Priority;
import dev.uplink.notifier.quota.QuotaLimits;
import dev.uplink.schemas.id.BitbucketProduct;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetGateTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Admission.Limits NOTHING = new Admission.Limits(null, null, false);
  private static final String HOST = "git.example.com";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Budgets budgets =
      new Budgets(new QuotaLimits(100, 60, 5), () -> 0.0, Ticker.systemTicker());
  private Instant now = START;
  private final BudgetGate gate = new BudgetGate(budgets, meters, new TestClock());

  @Test
  void requestsOfOneUserAreCountedTogetherWhateverTheyAreFor() {
    enter("int-a", Priority.TERMINAL);
    enter("int-b", Priority.LOOKUP);

    assertThat(budgets.left("int-a", now)).contains(new Left(100, 98));
    assertThat(
            meters
                .get("uplink.bitbucket.requests")
                .tags("product", "bitbucket-cloud", "priority", "LOOKUP", "outcome", "made")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void aSpentBudgetHoldsBackAndSaysWhy() {
    Admission admission = enter("int-a", Priority.REST);
    for (int i = 0; admission instanceof Admission.Visit visit && i < 100; i++) {
      visit.answered(200, NOTHING);
      admission = enter("int-a", Priority.REST);
    }

    assertThat(admission)
        .isInstanceOfSatisfying(
            Admission.Held.class,
            held -> {
              assertThat(held.why()).isEqualTo(Admission.Why.BUDGET);
              assertThat(held.words())
                  .startsWith("of the 100 requests that these credentials have");
            });
    assertThat(
            meters
                .get("uplink.bitbucket.budget.left.ratio")
                .tag("product", BitbucketProduct.CLOUD.segment())
                .gauge()
                .value())
        .isEqualTo(0.4);
  }

  @Test
  void tooManyRequestsRestAllOfTheUserAndNobodyElse() {
    ((Admission.Visit) enter("int-a", Priority.LOOKUP))
        .answered(429, new Admission.Limits(Duration.ofSeconds(30), null, false));

    assertThat(enter("int-b", Priority.TERMINAL))
        .isInstanceOfSatisfying(
            Admission.Held.class,
            held -> {
              assertThat(held.why()).isEqualTo(Admission.Why.REST);
              assertThat(held.until()).isEqualTo(START.plusSeconds(30));
            });
    assertThat(enter("int-c", "dev@example.com", HOST)).isInstanceOf(Admission.Visit.class);
  }

  @Test
  void whatCloudTellsOfItsLimitCounts() {
    ((Admission.Visit) enter("int-a", Priority.LOOKUP))
        .answered(200, new Admission.Limits(null, 5_000, false));
    assertThat(budgets.left("int-a", now)).contains(new Left(5_000, 4_999));

    ((Admission.Visit) enter("int-a", Priority.LOOKUP))
        .answered(200, new Admission.Limits(null, 5_000, true));
    assertThat(budgets.left("int-a", now)).contains(new Left(5_000, 1_000));
  }

  @Test
  void aHostThatDoesNotAnswerIsLeftAloneAndNoOtherIs() {
    failFiveTimes();

    assertThat(enter("int-c", "dev@example.com", HOST))
        .isInstanceOfSatisfying(
            Admission.Held.class,
            held -> {
              assertThat(held.why()).isEqualTo(Admission.Why.HOST);
              assertThat(held.words()).startsWith(HOST + " did not answer lately");
              assertThat(held.until()).isBetween(now.plusSeconds(3), now.plusSeconds(8));
            });
    assertThat(enter("int-a", "ops@example.com", "other.example.com"))
        .isInstanceOf(Admission.Visit.class);
    assertThat(meters.get("uplink.bitbucket.hosts.shut").gauge().value()).isEqualTo(1);
  }

  @Test
  void whatIsHeldBackForItsHostCostsNothingOfTheBudget() {
    failFiveTimes();
    Left before = budgets.left("int-a", now).orElseThrow();

    enter("int-a", Priority.TERMINAL);

    assertThat(budgets.left("int-a", now)).contains(before);
  }

  @Test
  void nowAndThenTwoCallsSeeWhetherTheHostAnswersAgain() {
    failFiveTimes();
    now = now.plusSeconds(8);

    Admission first = enter("int-a", Priority.TERMINAL);
    Admission second = enter("int-a", Priority.TERMINAL);
    assertThat(enter("int-a", Priority.TERMINAL)).isInstanceOf(Admission.Held.class);

    ((Admission.Visit) first).answered(201, NOTHING);
    ((Admission.Visit) second).answered(404, NOTHING);
    assertThat(enter("int-a", Priority.TERMINAL)).isInstanceOf(Admission.Visit.class);
    assertThat(meters.get("uplink.bitbucket.hosts.shut").gauge().value()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 401, 404, 429, 555})
  void aHostThatAnswersIsWellWhateverItSays(int status) {
    for (int i = 0; i < 30; i++) {
      if (enter("int-a", Priority.TERMINAL) instanceof Admission.Visit visit) {
        visit.answered(status, NOTHING);
      }
      now = now.plus(Duration.ofMinutes(6));
    }

    assertThat(meters.get("uplink.bitbucket.hosts.shut").gauge().value()).isZero();
  }

  @Test
  void oneOfManyRepositoriesWhoseEveryCallFailsShutsNobodyOut() {
    for (int i = 0; i < 20; i++) {
      ((Admission.Visit) enter("int-a", Priority.TERMINAL))
          .answered(i % 2 == 0 ? 200 : 500, NOTHING);
    }

    assertThat(enter("int-a", Priority.TERMINAL)).isInstanceOf(Admission.Visit.class);
  }

  @Test
  void aDiffThatIsTooMuchForBitbucketShutsNobodyOut() {
    for (int i = 0; i < 20; i++) {
      ((Admission.Visit) enter("int-a", Priority.LOOKUP)).answered(500, NOTHING);
    }

    assertThat(enter("int-a", Priority.TERMINAL)).isInstanceOf(Admission.Visit.class);
  }

  private void failFiveTimes() {
    for (int i = 0; i < 5; i++) {
      ((Admission.Visit) enter("int-a", Priority.TERMINAL)).unanswered();
    }
  }

  private Admission enter(String integration, Priority priority) {
    return gate.enter(caller(integration, "ops@example.com", priority), HOST);
  }

  private Admission enter(String integration, String email, String host) {
    return gate.enter(caller(integration, email, Priority.TERMINAL), host);
  }

  private static Caller caller(String integration, String email, Priority priority) {
    return Caller.of(
        integration,
        BitbucketProduct.CLOUD,
        "https://api.bitbucket.org/2.0",
        new ApiCredential.ApiToken(email, "s3cret"),
        priority);
  }

  /** The library wants a clock, and not only a source of instants. */
  private final class TestClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
