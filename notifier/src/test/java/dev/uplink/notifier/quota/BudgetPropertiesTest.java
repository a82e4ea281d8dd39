package dev.uplink.notifier.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whoever asks when: Bitbucket is never asked more than it allows. */
class BudgetPropertiesTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:17Z");
  private static final Duration HOUR = Duration.ofHours(1);

  /** So many questions of a priority, and then some time. */
  record Burst(Priority priority, int count, int seconds) {}

  @Property(tries = 200)
  void inNoHourIsMoreAskedThanTheLimit(
      @ForAll("bursts") List<Burst> bursts, @ForAll @IntRange(min = 1, max = 120) int limit) {
    List<Instant> made = make(Budget.hourly(limit, () -> 0.5), bursts);

    for (int first = 0; first + limit < made.size(); first++) {
      assertThat(Duration.between(made.get(first), made.get(first + limit))).isGreaterThan(HOUR);
    }
  }

  @Property(tries = 200)
  void noBucketIsOverdrawn(
      @ForAll("bursts") List<Burst> bursts,
      @ForAll @IntRange(min = 1, max = 60) int size,
      @ForAll @IntRange(min = 1, max = 5) int perSecond) {
    List<Instant> made = make(Budget.bucket(size, perSecond, () -> 0.5), bursts);

    for (int first = 0; first < made.size(); first++) {
      for (int last = first; last < made.size(); last++) {
        double seconds = Duration.between(made.get(first), made.get(last)).toMillis() / 1000.0;
        assertThat((double) last - first + 1).isLessThanOrEqualTo(size + seconds * perSecond);
      }
    }
  }

  @Property(tries = 200)
  void whoIsRefusedIsGrantedInTheEndIfNobodyElseAsks(
      @ForAll("bursts") List<Burst> bursts,
      @ForAll Priority priority,
      @ForAll @IntRange(min = 1, max = 120) int limit) {
    Budget budget = Budget.hourly(limit, () -> 0.5);
    make(budget, bursts);
    Instant now = START.plusSeconds(bursts.stream().mapToInt(Burst::seconds).sum());

    int refused = 0;
    Permit permit = budget.take(priority, now);
    while (permit instanceof Permit.Spent(Instant until)) {
      assertThat(until).isAfter(now);
      now = until;
      refused++;
      permit = budget.take(priority, now);
    }

    assertThat(permit).isEqualTo(new Permit.Granted());
    assertThat(refused).isLessThan(20);
  }

  private static List<Instant> make(Budget budget, List<Burst> bursts) {
    List<Instant> made = new ArrayList<>();
    Instant now = START;
    for (Burst burst : bursts) {
      for (int i = 0; i < burst.count(); i++) {
        if (budget.take(burst.priority(), now) instanceof Permit.Granted) {
          made.add(now);
        }
      }
      now = now.plusSeconds(burst.seconds());
    }
    return made;
  }

  @Provide
  Arbitrary<List<Burst>> bursts() {
    return Combinators.combine(
            Arbitraries.of(Priority.class),
            Arbitraries.integers().between(0, 40),
            Arbitraries.oneOf(
                Arbitraries.integers().between(0, 60), Arbitraries.integers().between(0, 4_000)))
        .as(Burst::new)
        .list()
        .ofMaxSize(30);
  }
}
