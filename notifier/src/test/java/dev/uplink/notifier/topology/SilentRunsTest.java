package dev.uplink.notifier.topology;

import static dev.uplink.schemas.avro.RunType.MODULE_TRACKED;
import static dev.uplink.schemas.avro.RunType.PROPOSED;
import static dev.uplink.schemas.avro.RunType.TRACKED;
import static dev.uplink.schemas.avro.VcsChecks.AGGREGATED;
import static dev.uplink.schemas.avro.VcsChecks.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.RunType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that nothing is heard of any more; the driver's patience is hours. */
class SilentRunsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private Path stateDir;
  private StatusDriver driver;
  private final Decisions decision = Decisions.cloud(ALL).started("network", PROPOSED);
  private final String run = decision.run("network", PROPOSED);

  @BeforeEach
  void open() {
    driver = new StatusDriver(stateDir);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void aRunThatNothingIsHeardOfBecomesStoppedWithTheWordsWhy() {
    driver.decide(decision);
    driver.shown();
    driver.rows();

    driver.wait(Duration.ofHours(2));

    assertThat(driver.shown())
        .containsExactly(
            "spacelift/network: no word from the scheduler for 2 hours STOPPED",
            "spacelift/proposed: 1 stopped STOPPED");
    assertThat(driver.listed())
        .containsExactly(
            "stack-network/PROPOSED QUEUED STOPPED (no word from the scheduler for 2 hours) 2");
  }

  @ParameterizedTest
  @CsvSource({
    "PROPOSED, PLANNING, 2",
    "TRACKED, APPLYING, 4",
    "MODULE_TRACKED, PERFORMING, 3",
    "MODULE_PROPOSED, READY, 3",
    "TRACKED, UNCONFIRMED, 24",
    "PROPOSED, PENDING_REVIEW, 24"
  })
  void eachTypeHasItsTimeAndAPersonTheirs(RunType type, String state, long hours) {
    Decisions one = Decisions.cloud(AGGREGATED).started("network", type);
    driver.decide(one);
    driver.update(one.run("network", type), state, 1);
    driver.statuses();

    driver.wait(Duration.ofHours(hours).minus(MINUTE));
    assertThat(driver.shown()).isEmpty();
    driver.wait(MINUTE);
    assertThat(driver.shown()).singleElement().asString().endsWith("1 stopped STOPPED");
  }

  @Test
  void theTimeCountsFromWhenTheLastWordWasReadWhateverItsClockSays() {
    driver.decide(decision);
    driver.wait(Duration.ofMinutes(110));
    driver.update(run, "PLANNING", 1); // says that it is of Decisions.AT
    driver.shown();

    driver.wait(Duration.ofMinutes(119));
    assertThat(driver.shown()).isEmpty();
    driver.wait(MINUTE);
    assertThat(driver.shown()).hasSize(2);
  }

  @Test
  void theSameWordAgainIsASignOfLifeAndAnOlderOneIsNot() {
    driver.decide(decision);
    driver.update(run, "PLANNING", 5);
    driver.wait(Duration.ofMinutes(90));
    driver.update(run, "PLANNING", 5);
    driver.shown();

    driver.wait(Duration.ofMinutes(90));
    driver.update(run, "QUEUED", 4);
    assertThat(driver.shown()).isEmpty();
    driver.wait(Duration.ofMinutes(30));
    assertThat(driver.shown()).hasSize(2);
  }

  @Test
  void aRunThatAPersonHasAnsweredHasTheTimeOfItsTypeAgain() {
    driver.decide(decision);
    driver.update(run, "PENDING_REVIEW", 1);
    driver.update(run, "PLANNING", 2);
    driver.shown();

    driver.wait(Duration.ofHours(2));

    assertThat(driver.shown()).contains("spacelift/proposed: 1 stopped STOPPED");
  }

  @Test
  void itComesBackToLifeWithTheNextWord() {
    driver.decide(decision);
    driver.update(run, "PLANNING", 1);
    driver.wait(Duration.ofHours(3));
    driver.shown();

    driver.update(run, "APPLYING", 2);
    assertThat(driver.shown())
        .containsExactly(
            "spacelift/network: applying INPROGRESS",
            "spacelift/proposed: 1 in progress INPROGRESS");
    driver.wait(Duration.ofHours(2));
    assertThat(driver.shown()).contains("spacelift/proposed: 1 stopped STOPPED");
    driver.update(run, "FINISHED", 3);
    assertThat(driver.shown()).contains("spacelift/proposed: 1 succeeded SUCCESSFUL");
  }

  @Test
  void aRunThatHasEndedOrWasToldToStopIsNotGivenUp() {
    Decisions three =
        Decisions.cloud(AGGREGATED)
            .started("a", PROPOSED)
            .started("b", PROPOSED)
            .overLimit("c", PROPOSED);
    driver.decide(three);
    driver.update(three.run("a", PROPOSED), "FINISHED", 1);
    driver.stop(three.run("b", PROPOSED), "SUPERSEDED");
    driver.statuses();

    driver.wait(Duration.ofDays(2));

    assertThat(driver.statuses()).isEmpty();
    assertThat(driver.silentRuns()).isZero();
  }

  @Test
  void aWordToStopExplainsWhatWasSilent() {
    driver.decide(decision);
    driver.wait(Duration.ofHours(2));
    driver.shown();

    driver.stop(run, "SUPERSEDED");

    assertThat(driver.shown())
        .containsExactly(
            "spacelift/network: Superseded: nothing points to its commit any more STOPPED");
  }

  @Test
  void aReplacedRunThatFallsSilentChangesNothing() {
    driver.decide(decision);
    driver.wait(Duration.ofHours(1));
    driver.decide(Decisions.cloud(ALL).delivery("d-2").started("network", PROPOSED));
    driver.shown();

    driver.wait(Duration.ofHours(1));
    assertThat(driver.shown()).isEmpty();
    driver.wait(Duration.ofHours(1));
    assertThat(driver.shown()).contains("spacelift/proposed: 1 stopped STOPPED");
  }

  @Test
  void silenceIsRememberedAcrossARestartAndWhatLiesThereIsReadFirst() {
    driver.decide(decision);
    driver.wait(Duration.ofHours(1));
    driver.shown();
    driver.restart();
    driver.wait(Duration.ofMinutes(55));
    driver.restart();

    driver.wait(Duration.ofMinutes(9));
    assertThat(driver.shown()).isEmpty();
    driver.wait(MINUTE);
    assertThat(driver.shown()).contains("spacelift/proposed: 1 stopped STOPPED");
  }

  @Test
  void moreThanATurnTakesAreGivenUpOneTurnAfterTheOther() {
    Decisions many = Decisions.cloud(AGGREGATED);
    for (int i = 0; i < 1_200; i++) {
      many.started("stack-" + i, MODULE_TRACKED);
    }
    driver.decide(many);
    driver.statuses();

    driver.wait(Duration.ofHours(3));
    assertThat(driver.shown())
        .endsWith("spacelift/modules: 200 in progress, 1000 stopped INPROGRESS");
    driver.wait(Duration.ofSeconds(5));
    assertThat(driver.shown()).endsWith("spacelift/modules: 1200 stopped STOPPED");
  }

  @Test
  void aRunWhoseCommitIsForgottenLeavesNothingBehind() {
    driver.decide(decision);
    for (int minutes : List.of(0, 2)) {
      driver.decide(
          Decisions.cloud(ALL)
              .delivery("d-2" + minutes)
              .on("main", Decisions.OTHER_COMMIT)
              .started("a", TRACKED),
          Decisions.AT.plus(Duration.ofDays(31).plusMinutes(minutes)));
    }
    driver.shown();

    driver.wait(Duration.ofDays(2));

    assertThat(driver.shown()).noneMatch(line -> line.startsWith("spacelift/network"));
    assertThat(driver.silentRuns()).isZero();
  }
}
