package dev.uplink.notifier.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.topology.ExpectedStatuses.Decided;
import dev.uplink.notifier.topology.ExpectedStatuses.Outcome;
import dev.uplink.notifier.topology.ExpectedStatuses.Said;
import dev.uplink.notifier.topology.ExpectedStatuses.Stopped;
import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.VcsChecks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Decisions keep their order, as one partition keeps it, and may be read twice; updates come in any
 * order, any number of times, before or after their decisions; the process may be restarted at any
 * point. None of that may show at last.
 */
class StatusPropertiesTest {
  private static final List<Outcome> OUTCOMES =
      List.of(
          new Outcome("network", RunType.TRACKED),
          new Outcome("network", RunType.PROPOSED),
          new Outcome("network", RunType.MODULE_PROPOSED),
          new Outcome("database", RunType.PROPOSED),
          new Outcome("tracked", RunType.TRACKED),
          new Outcome("vpc", RunType.MODULE_TRACKED));

  /** All decisions of one repository, and all that is said of their runs. */
  record Story(List<Decided> decisions, List<Said> said, List<Stopped> stopped) {}

  /** What comes next of a story; the number says which. */
  record Turn(Kind kind, int number) {}

  enum Kind {
    DECISION,
    UPDATE,
    DECISION_AGAIN,
    UPDATE_AGAIN,
    STOP,
    STOP_AGAIN,
    A_MINUTE,
    RESTART
  }

  @Property(tries = 150)
  void theSameEventsInAnyOrderEndInTheSameStatuses(
      @ForAll("stories") Story story, @ForAll("turns") List<Turn> turns) {
    Path stateDir = Path.of("target", "statuses");
    try (StatusDriver driver = new StatusDriver(stateDir)) {
      driver.integration("int-a", "https://bitbucket.org", 1);
      driver.integration("int-b", "https://bitbucket.org", 1);
      Map<String, String> shown = tell(driver, story, turns);

      assertThat(shown).isEqualTo(expected(story, false));
      // Longer than any run may be silent.
      driver.wait(Duration.ofDays(2));
      collect(driver, shown);
      assertThat(shown).isEqualTo(expected(story, true));
      assertThat(driver.deadLetters()).isEmpty();
      assertThat(driver.silentRuns()).isZero();
    }
  }

  private static Map<String, String> expected(Story story, boolean silent) {
    return ExpectedStatuses.of(story.decisions(), story.said(), story.stopped(), silent);
  }

  /** What is shown at last. */
  private static Map<String, String> tell(StatusDriver driver, Story story, List<Turn> turns) {
    Map<String, String> shown = new TreeMap<>();
    List<Said> left = new ArrayList<>(story.said());
    List<Stopped> toStop = new ArrayList<>(story.stopped());
    int decided = 0;
    int minutes = 0;
    for (Turn turn : turns) {
      switch (turn.kind()) {
        case DECISION -> decided = decide(driver, story, decided);
        case UPDATE -> {
          if (!left.isEmpty()) {
            update(driver, story, left.remove(turn.number() % left.size()));
          }
        }
        case DECISION_AGAIN -> {
          if (decided > 0) {
            decide(driver, story, turn.number() % decided);
          }
        }
        case UPDATE_AGAIN -> {
          if (!story.said().isEmpty()) {
            update(driver, story, story.said().get(turn.number() % story.said().size()));
          }
        }
        case STOP -> {
          if (!toStop.isEmpty()) {
            stop(driver, story, toStop.remove(turn.number() % toStop.size()));
          }
        }
        case STOP_AGAIN -> {
          if (!story.stopped().isEmpty()) {
            stop(driver, story, story.stopped().get(turn.number() % story.stopped().size()));
          }
        }
        case A_MINUTE -> {
          if (minutes++ < 9) {
            driver.wait(Duration.ofMinutes(1));
          }
        }
        case RESTART -> {
          collect(driver, shown);
          assertThat(driver.deadLetters()).isEmpty();
          driver.restart();
        }
      }
    }
    while (decided < story.decisions().size()) {
      decided = decide(driver, story, decided);
    }
    left.forEach(word -> update(driver, story, word));
    toStop.forEach(order -> stop(driver, story, order));
    collect(driver, shown);
    return shown;
  }

  private static int decide(StatusDriver driver, Story story, int number) {
    if (number < story.decisions().size()) {
      driver.decide(record(story.decisions().get(number)));
    }
    return Math.min(number + 1, story.decisions().size());
  }

  private static void update(StatusDriver driver, Story story, Said word) {
    Outcome outcome = word.outcome();
    String run = record(story.decisions().get(word.decision())).run(outcome.slug(), outcome.type());
    driver.update(run, word.state().name(), word.version());
  }

  private static void stop(StatusDriver driver, Story story, Stopped order) {
    Outcome outcome = order.outcome();
    driver.stop(
        record(story.decisions().get(order.decision())).run(outcome.slug(), outcome.type()),
        "SUPERSEDED");
  }

  private static Decisions record(Decided decided) {
    Decisions record =
        Decisions.cloud(decided.integration(), decided.mode())
            .delivery("delivery-" + decided.number())
            .on("main", decided.commit());
    decided.started().forEach(outcome -> record.started(outcome.slug(), outcome.type()));
    return decided.started().isEmpty() ? record.unaffected("network") : record;
  }

  private static void collect(StatusDriver driver, Map<String, String> shown) {
    for (CommitStatus status : driver.statuses()) {
      shown.put(
          "%s %s %s".formatted(status.getIntegrationId(), status.getCommitSha(), status.getKey()),
          status.getName() + " " + status.getState());
    }
  }

  @Provide
  Arbitrary<Story> stories() {
    return decision()
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(StatusPropertiesTest::numbered)
        .filter(decisions -> decisions.stream().anyMatch(one -> !one.started().isEmpty()))
        .flatMap(
            decisions ->
                Combinators.combine(
                        said(decisions).list().ofMaxSize(16),
                        stopped(decisions).list().ofMaxSize(3))
                    .as((said, stopped) -> new Story(decisions, said, stopped)));
  }

  private static Arbitrary<Decided> decision() {
    return Combinators.combine(
            Arbitraries.of("int-a", "int-a", "int-b"),
            Arbitraries.of(VcsChecks.ALL, VcsChecks.AGGREGATED, VcsChecks.INDIVIDUAL),
            Arbitraries.of(Decisions.COMMIT, Decisions.COMMIT, Decisions.OTHER_COMMIT),
            Arbitraries.of(OUTCOMES).list().uniqueElements().ofMaxSize(3))
        .as(
            (integration, mode, commit, started) ->
                new Decided(0, integration, mode, commit, started));
  }

  private static List<Decided> numbered(List<Decided> decisions) {
    List<Decided> numbered = new ArrayList<>();
    for (Decided each : decisions) {
      numbered.add(
          new Decided(
              numbered.size(), each.integration(), each.mode(), each.commit(), each.started()));
    }
    return numbered;
  }

  private static Arbitrary<Stopped> stopped(List<Decided> decisions) {
    return starting(decisions)
        .flatMap(
            decided ->
                Arbitraries.of(decided.started())
                    .map(outcome -> new Stopped(decided.number(), outcome)));
  }

  /** Of those that start something. */
  private static Arbitrary<Decided> starting(List<Decided> decisions) {
    return Arbitraries.of(
        decisions.stream().filter(decided -> !decided.started().isEmpty()).toList());
  }

  private static Arbitrary<Said> said(List<Decided> decisions) {
    return starting(decisions)
        .flatMap(
            decided ->
                Combinators.combine(
                        Arbitraries.of(decided.started()),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.of(ExpectedStatuses.STATES))
                    .as(
                        (outcome, version, state) ->
                            new Said(decided.number(), outcome, version, state)));
  }

  @Provide
  Arbitrary<List<Turn>> turns() {
    Arbitrary<Kind> kinds =
        Arbitraries.oneOf(Arbitraries.of(Kind.class), Arbitraries.just(Kind.UPDATE));
    return Combinators.combine(kinds, Arbitraries.integers().between(0, 100))
        .as(Turn::new)
        .list()
        .ofMaxSize(40);
  }
}
