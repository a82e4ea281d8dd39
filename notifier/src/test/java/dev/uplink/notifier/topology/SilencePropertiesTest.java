package dev.uplink.notifier.topology;

import static dev.uplink.schemas.avro.VcsChecks.INDIVIDUAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.avro.RunType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Reports, orders to stop, restarts and time in any order: after each of them a run shows as it was
 * said to be, unless it was not heard of for longer than it may be silent.
 */
class SilencePropertiesTest {
  private static final List<RunType> TYPES =
      List.of(RunType.TRACKED, RunType.PROPOSED, RunType.MODULE_PROPOSED);

  private static final Map<String, String> STATES =
      Map.of(
          "QUEUED", "INPROGRESS",
          "PLANNING", "INPROGRESS",
          "UNCONFIRMED", "INPROGRESS",
          "FINISHED", "SUCCESSFUL");

  /** What happens next; to which run, and with what. */
  record Turn(Kind kind, int run, String state, int version, int hours) {}

  enum Kind {
    REPORT,
    HOURS,
    STOP,
    RESTART
  }

  /** A run as it is expected to be, worked out anew at each look. */
  private static final class Expected {
    private final RunType type;
    private String state = "QUEUED";
    private int version = -1;
    private Duration heard = Duration.ZERO;
    private boolean lost;
    private boolean stopped;

    Expected(RunType type) {
      this.type = type;
    }

    void report(String said, int saidVersion, Duration now) {
      boolean newer = saidVersion > version || (saidVersion == version && isWorse(said, state));
      if (newer) {
        state = said;
      }
      if (saidVersion >= version) {
        heard = now;
        lost = false;
      }
      version = Math.max(version, saidVersion);
    }

    /** As the states are declared, but for the end, which is the worst of these. */
    private static boolean isWorse(String one, String other) {
      List<String> order = List.of("QUEUED", "PLANNING", "UNCONFIRMED", "FINISHED");
      return order.indexOf(one) > order.indexOf(other);
    }

    void look(Duration now) {
      lost |= now.compareTo(heard.plus(allowed())) >= 0;
    }

    private Duration allowed() {
      if (state.equals("UNCONFIRMED")) {
        return Duration.ofDays(1);
      }
      return switch (type) {
        case TRACKED -> Duration.ofHours(4);
        case PROPOSED -> Duration.ofHours(2);
        default -> Duration.ofHours(3);
      };
    }

    String shown() {
      String check = Objects.requireNonNull(STATES.get(state));
      return check.equals("INPROGRESS") && (stopped || lost) ? "STOPPED" : check;
    }
  }

  @Property(tries = 150)
  void whatIsShownFollowsWhatWasHeardAndWhen(@ForAll("turns") List<Turn> turns) {
    Decisions decision = Decisions.cloud(INDIVIDUAL);
    TYPES.forEach(type -> decision.started(slug(type), type));
    List<Expected> expected = TYPES.stream().map(Expected::new).toList();
    Map<String, String> shown = new HashMap<>();
    Duration now = Duration.ZERO;
    try (StatusDriver driver = new StatusDriver(Path.of("target", "silences"))) {
      driver.decide(decision);
      for (Turn turn : turns) {
        String run = decision.run(slug(TYPES.get(turn.run())), TYPES.get(turn.run()));
        switch (turn.kind()) {
          case REPORT -> {
            driver.update(run, turn.state(), turn.version());
            expected.get(turn.run()).report(turn.state(), turn.version(), now);
          }
          case STOP -> {
            driver.stop(run, "SUPERSEDED");
            expected.get(turn.run()).stopped = true;
          }
          case HOURS -> {
            driver.wait(Duration.ofHours(turn.hours()));
            now = now.plusHours(turn.hours());
            for (Expected each : expected) {
              each.look(now);
            }
          }
          case RESTART -> {
            collect(driver, shown);
            driver.restart();
          }
        }
        collect(driver, shown);
        for (int i = 0; i < TYPES.size(); i++) {
          assertThat(shown.get(slug(TYPES.get(i)))).isEqualTo(expected.get(i).shown());
        }
      }
    }
  }

  private static String slug(RunType type) {
    return "of-" + TYPES.indexOf(type);
  }

  private static void collect(StatusDriver driver, Map<String, String> shown) {
    for (CommitStatus status : driver.statuses()) {
      shown.put(status.getKey().replace("spacelift/", ""), status.getState().name());
    }
  }

  @Provide
  Arbitrary<List<Turn>> turns() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.just(Kind.REPORT)),
            Tuple.of(4, Arbitraries.just(Kind.HOURS)),
            Tuple.of(1, Arbitraries.just(Kind.STOP)),
            Tuple.of(1, Arbitraries.just(Kind.RESTART)));
    return Combinators.combine(
            kinds,
            Arbitraries.integers().between(0, TYPES.size() - 1),
            Arbitraries.of(STATES.keySet().stream().sorted().toList()),
            Arbitraries.integers().between(0, 6),
            Arbitraries.integers().between(1, 5))
        .as(Turn::new)
        .list()
        .ofMaxSize(25);
  }
}
