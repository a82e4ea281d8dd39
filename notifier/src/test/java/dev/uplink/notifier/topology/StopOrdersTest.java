package dev.uplink.notifier.topology;

import static dev.uplink.schemas.avro.RunType.TRACKED;
import static dev.uplink.schemas.avro.VcsChecks.ALL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Integration;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of statuses when the processor stops runs. */
class StopOrdersTest {
  private static final String STOPPED =
      "spacelift/network: Source code integration was detached STOPPED";
  private static final String GROUP_STOPPED = "spacelift/tracked: 1 stopped STOPPED";

  @TempDir private Path stateDir;
  private StatusDriver driver;
  private final Decisions decision = Decisions.cloud(ALL).started("network", TRACKED);
  private final String run = decision.run("network", TRACKED);

  @BeforeEach
  void open() {
    driver = new StatusDriver(stateDir);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void aRunThatIsToStopShowsAsStoppedBeforeItsSchedulerSaysSo() {
    driver.decide(decision);
    driver.update(run, "APPLYING", 4);
    driver.shown();

    driver.stop(run, "INTEGRATION_DETACHED");

    assertThat(driver.shown()).containsExactly(STOPPED, GROUP_STOPPED);
  }

  @Test
  void whatTheSchedulerIsStillDoingTakesNothingBack() {
    driver.decide(decision);
    driver.stop(run, "INTEGRATION_DETACHED");
    driver.shown();

    driver.update(run, "APPLYING", 5);

    assertThat(driver.shown()).isEmpty();
  }

  @Test
  void howItReallyEndedCounts() {
    driver.decide(decision);
    driver.stop(run, "TARGET_DELETED");
    driver.shown();

    driver.update(run, "FAILED", 5);

    assertThat(driver.shown())
        .containsExactly(
            "spacelift/network: Job has failed FAILED", "spacelift/tracked: 1 failed FAILED");
  }

  @Test
  void aRunThatHasEndedStaysAsItEnded() {
    driver.decide(decision);
    driver.update(run, "FINISHED", 5);
    driver.shown();

    driver.stop(run, "INTEGRATION_DETACHED");

    assertThat(driver.shown()).isEmpty();
  }

  @Test
  void theReasonIsTold() {
    driver.decide(decision);
    driver.shown();

    driver.stop(run, "TARGET_DELETED");

    assertThat(driver.shown()).contains("spacelift/network: Stack was deleted STOPPED");
  }

  @Test
  void aSupersededRunShowsAsStoppedAtOnce() {
    driver.decide(decision);
    driver.shown();

    driver.decide(Decisions.cloud(ALL).delivery("delivery-2").superseded("network", run));
    driver.stop(run, "SUPERSEDED");

    assertThat(driver.shown())
        .containsExactly(
            "spacelift/network: Superseded: nothing points to its commit any more STOPPED",
            GROUP_STOPPED);
    assertThat(driver.deadLetters()).isEmpty();
  }

  @Test
  void aRunOfWhichMoreIsKnownShowsAsBefore() {
    driver.decide(decision);
    driver.shown();

    driver.command(run, RunAction.UPDATE, null);

    assertThat(driver.shown()).isEmpty();
    assertThat(driver.deadLetters()).isEmpty();
  }

  @Test
  void anOrderThatIsReadBeforeTheDecisionWaitsForIt() {
    driver.stop(run, "INTEGRATION_DETACHED");
    driver.restart();

    driver.decide(decision);

    assertThat(driver.shown()).contains(STOPPED, GROUP_STOPPED);
    assertThat(driver.deadLetters()).isEmpty();
  }

  @Test
  void theOrderIsRememberedAcrossARestart() {
    driver.decide(decision);
    driver.stop(run, "INTEGRATION_DETACHED");
    driver.shown();

    driver.restart();
    driver.update(run, "APPLYING", 5);

    assertThat(driver.shown()).isEmpty();
  }

  @Test
  void commandsThatCannotBeReadAreDeadLetters() {
    driver.pipe(Topics.RUN_COMMANDS.name(), "t", "no Avro".getBytes(UTF_8), Decisions.AT);
    driver.pipe(Topics.RUN_COMMANDS.name(), "t", null, Decisions.AT);

    assertThat(driver.deadLetters())
        .extracting(letter -> letter.getReason())
        .containsExactly(DeadLetterReason.NOT_AVRO, DeadLetterReason.UNEXPECTED_TOMBSTONE);
  }

  @Test
  void aDeletedIntegrationCanBePostedForALittleLonger() {
    driver.integration("int-dc", "https://git.example", 1);
    driver.deleteIntegration("int-dc");

    assertThat(driver.integration("int-dc").map(Integration::getApiHost))
        .contains("https://api.internal");
    driver.wait(Duration.ofMinutes(46));
    assertThat(driver.integration("int-dc")).isEmpty();
  }
}
