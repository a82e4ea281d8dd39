package dev.uplink.schemas.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.fixture.LogOf;
import dev.uplink.schemas.surroundings.Surroundings.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What the log and the readiness answer say of one neighbour, which is asked every ten minutes. */
@Isolated("It reads what a class logs, whoever makes it log.")
class SurroundingsTest {
  private static final Heard WELL = new Heard.Answered(Duration.ZERO);
  private static final Heard GONE = new Heard.Silence("nobody answers");

  private final LogOf log = new LogOf(Surroundings.class);
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private Heard heard = WELL;
  private boolean always = true;
  private final Surroundings surroundings = new Surroundings(List.of(new Scripted()), () -> now);

  @AfterEach
  void close() {
    log.close();
    surroundings.close();
  }

  @Test
  void whatIsThereIsNotSpokenOf() {
    hear(WELL, WELL);

    assertThat(log.lines()).isEmpty();
    assertThat(surroundings.parts()).containsExactly(new Part("thing", true, Map.of()));
  }

  @Test
  void onePauseIsNoAbsence() {
    hear(GONE, WELL, GONE, WELL);

    assertThat(log.lines()).isEmpty();
    assertThat(surroundings.parts()).containsExactly(new Part("thing", true, Map.of()));
  }

  @Test
  void anAbsenceIsOneLineHoweverLongItTakesAndItsEndAnother() {
    hear(GONE, GONE, GONE, GONE, WELL, WELL);

    assertThat(log.lines())
        .containsExactly(
            "WARN the thing at a:1 (UPLINK_THING) is away: nobody answers. Meanwhile all waits",
            "INFO the thing at a:1 (UPLINK_THING) is back after PT30M");
  }

  @Test
  void theReadinessAnswerSaysWhatIsAwaySinceWhenWhyAndWhatThen() {
    hear(GONE, GONE, GONE);

    assertThat(surroundings.parts())
        .containsExactly(
            new Part(
                "thing",
                false,
                Map.of(
                    "away since", "2026-01-01T12:20:00Z",
                    "why", "nobody answers",
                    "meanwhile", "all waits")));
  }

  @Test
  void whatIsNotAlwaysNeededLeavesTheServiceReadyAndIsSpokenOf() {
    always = false;

    hear(GONE, GONE);

    Part part = surroundings.parts().getFirst();
    assertThat(part.isWell()).isTrue();
    assertThat(part.details()).containsEntry("why", "nobody answers");
  }

  @Test
  void anotherReasonIsAnotherLine() {
    hear(GONE, GONE, new Heard.Silence("the login is refused"));

    assertThat(log.lines())
        .containsExactly(
            "WARN the thing at a:1 (UPLINK_THING) is away: nobody answers. Meanwhile all waits",
            "WARN the thing at a:1 (UPLINK_THING) is away: the login is refused."
                + " Meanwhile all waits");
  }

  @Test
  void aClockThatIsAnHourOffIsOneLineAndTheServiceStaysReady() {
    hear(behind(Duration.ofHours(1)), behind(Duration.ofHours(1).plusMillis(7)));

    assertThat(log.lines())
        .containsExactly(
            "WARN the thing at a:1 (UPLINK_THING) has another time: this machine's clock is PT1H"
                + " behind it; set both by NTP");
    assertThat(surroundings.parts())
        .containsExactly(
            new Part(
                "thing",
                true,
                Map.of("clock", "this machine's clock is PT1H behind it; set both by NTP")));
  }

  @Test
  void aClockThatWasSetIsOneLineMore() {
    hear(new Heard.Answered(Duration.ofMinutes(61)), WELL);

    assertThat(log.lines())
        .containsExactly(
            "WARN the thing at a:1 (UPLINK_THING) has another time: this machine's clock is PT1H1M"
                + " ahead of it; set both by NTP",
            "INFO the thing at a:1 (UPLINK_THING) has the time of this machine again");
  }

  @Test
  void aSlowAnswersFewSecondsAreNoDifference() {
    hear(new Heard.Answered(Duration.ofSeconds(10)));

    assertThat(log.lines()).isEmpty();
  }

  private static Heard behind(Duration difference) {
    return new Heard.Answered(difference.negated());
  }

  private void hear(Heard... answers) {
    for (Heard answer : answers) {
      now = now.plus(Duration.ofMinutes(10));
      heard = answer;
      surroundings.look();
    }
  }

  private final class Scripted implements Neighbour {
    @Override
    public String name() {
      return "thing";
    }

    @Override
    public String where() {
      return "the thing at a:1 (UPLINK_THING)";
    }

    @Override
    public Need need() {
      return new Need(always, "all waits");
    }

    @Override
    public Heard ask() {
      return heard;
    }

    @Override
    public void close() {}
  }
}
