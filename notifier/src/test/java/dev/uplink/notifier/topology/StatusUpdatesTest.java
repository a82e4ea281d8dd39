package dev.uplink.notifier.topology;

import static dev.uplink.schemas.avro.RunType.PROPOSED;
import static dev.uplink.schemas.avro.RunType.TRACKED;
import static dev.uplink.schemas.avro.VcsChecks.AGGREGATED;
import static dev.uplink.schemas.avro.VcsChecks.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.avro.RunDelta;
import dev.uplink.schemas.avro.RunUpdate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What run updates do to statuses, in whichever order they come. */
class StatusUpdatesTest {
  @TempDir private Path stateDir;
  private StatusDriver driver;

  @BeforeEach
  void open() {
    driver = new StatusDriver(stateDir);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void anUpdateMovesItsTargetAndItsGroupOnly() {
    Decisions decision = Decisions.cloud(ALL).started("network", TRACKED);
    driver.decide(decision);
    driver.statuses();

    driver.update(
        RunUpdate.newBuilder()
            .setRunId(decision.run("network", TRACKED))
            .setState("FINISHED")
            .setStateVersion(3)
            .setUrl("https://runs.example.com/1")
            .setDelta(new RunDelta(2L, 0L, 1L)));

    List<CommitStatus> moved = driver.statuses();
    assertThat(moved)
        .extracting(CommitStatus::getName)
        .containsExactly(
            "spacelift/network: 2 to add, 0 to change, 1 to destroy",
            "spacelift/tracked: 1 succeeded");
    assertThat(moved.getFirst().getUrl()).isEqualTo("https://runs.example.com/1");
    assertThat(moved).extracting(CommitStatus::getRevision).containsExactly(2L, 2L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,2,3", "1,3,2", "2,1,3", "2,3,1", "3,1,2", "3,2,1"})
  void threeUpdatesInAnyOrderEndInTheNewest(String order) {
    Decisions decision = Decisions.cloud(ALL).started("network", TRACKED);
    List<String> states = List.of("PLANNING", "APPLYING", "FINISHED");
    driver.decide(decision);

    for (String version : List.of(order.split(",", -1))) {
      int number = Integer.parseInt(version);
      driver.update(decision.run("network", TRACKED), states.get(number - 1), number);
    }

    assertThat(driver.shown())
        .endsWith(
            "spacelift/network: Plan contains no changes SUCCESSFUL",
            "spacelift/tracked: 1 succeeded SUCCESSFUL");
  }

  @Test
  void aLateInProgressDoesNotTakeBackAnEnd() {
    Decisions decision = Decisions.cloud(AGGREGATED).started("network", TRACKED);
    driver.decide(decision);
    driver.update(decision.run("network", TRACKED), "FINISHED", 7);
    driver.statuses();

    driver.update(decision.run("network", TRACKED), "APPLYING", 6);
    driver.update(decision.run("network", TRACKED), "APPLYING", 7);
    driver.update(decision.run("network", TRACKED), "FINISHED", 7);

    assertThat(driver.statuses()).isEmpty();
    assertThat(driver.deadLetters()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"FINISHED,STOPPED,FAILED", "FAILED,FINISHED,STOPPED"})
  void ofTwoWordsWithOneVersionTheWorseCountsInAnyOrder(String order) {
    Decisions decision = Decisions.cloud(AGGREGATED).started("network", TRACKED);
    driver.decide(decision);

    for (String state : List.of(order.split(",", -1))) {
      driver.update(decision.run("network", TRACKED), state, 7);
    }

    assertThat(driver.shown()).endsWith("spacelift/tracked: 1 failed FAILED");
    assertThat(driver.deadLetters()).isEmpty();
  }

  @Test
  void aRunThatIsRestartedMovesItsStatusAgain() {
    Decisions decision = Decisions.cloud(AGGREGATED).started("network", TRACKED);
    driver.decide(decision);
    driver.update(decision.run("network", TRACKED), "FAILED", 5);
    driver.update(decision.run("network", TRACKED), "PLANNING", 6);

    assertThat(driver.shown())
        .endsWith(
            "spacelift/tracked: 1 failed FAILED", "spacelift/tracked: 1 in progress INPROGRESS");
  }

  @Test
  void anUpdateReadBeforeItsDecisionCountsFromTheFirstPost() {
    Decisions decision = Decisions.cloud(AGGREGATED).started("network", TRACKED);
    driver.update(decision.run("network", TRACKED), "FINISHED", 9);
    driver.update(decision.run("network", TRACKED), "PLANNING", 4);
    driver.wait(Duration.ofMinutes(9));

    driver.decide(decision);

    assertThat(driver.shown()).startsWith("spacelift/tracked: 1 succeeded SUCCESSFUL").hasSize(3);
    driver.wait(Duration.ofMinutes(2));
    assertThat(driver.deadLetters()).isEmpty();
  }

  @Test
  void aNewRunOfATargetAndTypeTakesTheEarlierOnesPlace() {
    Decisions first = Decisions.cloud(AGGREGATED).started("network", PROPOSED);
    Decisions again = Decisions.cloud(AGGREGATED).delivery("d-2").started("network", PROPOSED);
    driver.decide(first);
    driver.update(first.run("network", PROPOSED), "FAILED", 3);
    driver.decide(again);
    assertThat(driver.shown()).endsWith("spacelift/proposed: 1 in progress INPROGRESS");

    driver.update(first.run("network", PROPOSED), "FINISHED", 4);
    assertThat(driver.statuses()).isEmpty();
    driver.update(again.run("network", PROPOSED), "FINISHED", 1);
    assertThat(driver.shown()).containsExactly("spacelift/proposed: 1 succeeded SUCCESSFUL");
  }

  @Test
  void theLatestStartedRunOfATargetHasItsStatus() {
    Decisions proposed = Decisions.cloud(ALL).started("network", PROPOSED);
    Decisions tracked = Decisions.cloud(ALL).delivery("d-2").started("network", TRACKED);
    driver.decide(proposed);
    driver.decide(tracked);
    driver.statuses();

    driver.update(proposed.run("network", PROPOSED), "FAILED", 1);
    assertThat(driver.shown()).containsExactly("spacelift/proposed: 1 failed FAILED");
    driver.update(tracked.run("network", TRACKED), "UNCONFIRMED", 1);
    assertThat(driver.shown()).containsExactly("spacelift/network: needs confirmation INPROGRESS");
  }
}
