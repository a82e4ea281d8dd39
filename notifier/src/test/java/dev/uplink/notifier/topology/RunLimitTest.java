package dev.uplink.notifier.topology;

import static dev.uplink.notifier.topology.Decisions.COMMIT;
import static dev.uplink.notifier.topology.Decisions.OTHER_COMMIT;
import static dev.uplink.schemas.avro.RunType.MODULE_PROPOSED;
import static dev.uplink.schemas.avro.RunType.PROPOSED;
import static dev.uplink.schemas.avro.RunType.TRACKED;
import static dev.uplink.schemas.avro.VcsChecks.AGGREGATED;
import static dev.uplink.schemas.avro.VcsChecks.ALL;
import static dev.uplink.schemas.avro.VcsChecks.INDIVIDUAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.RunType;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that an account's limit does not allow show as failed, with the reason. */
class RunLimitTest {
  private static final String WORDS = "3 runs would be started, and the account allows 2";

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
  void groupsCountThemAsFailed() {
    driver.decide(
        Decisions.cloud(AGGREGATED)
            .overLimit("network", PROPOSED)
            .overLimit("database", PROPOSED)
            .overLimit("vpc", MODULE_PROPOSED));

    assertThat(driver.shown())
        .containsExactly(
            "spacelift/tracked: 0 runs SUCCESSFUL",
            "spacelift/proposed: 2 failed FAILED",
            "spacelift/modules: 1 failed FAILED");
    assertThat(driver.deadLetters()).isEmpty();
  }

  @Test
  void theirGroupSaysWhy() {
    driver.decide(
        Decisions.cloud(AGGREGATED)
            .because(WORDS)
            .overLimit("network", PROPOSED)
            .overLimit("database", PROPOSED)
            .overLimit("vpc", PROPOSED));

    assertThat(driver.statuses())
        .extracting(CommitStatus::getName, CommitStatus::getDescription)
        .containsExactly(
            tuple("spacelift/tracked: 0 runs", "0 runs"),
            tuple("spacelift/proposed: 3 failed", "3 failed. Run limit exceeded: " + WORDS),
            tuple("spacelift/modules: 0 runs", "0 runs"));
  }

  @Test
  void theirGroupSaysItUntilTheLastOfThemHasStarted() {
    driver.decide(
        Decisions.cloud(AGGREGATED)
            .because(WORDS)
            .overLimit("network", PROPOSED)
            .overLimit("database", PROPOSED));
    driver.statuses();

    driver.decide(Decisions.cloud(AGGREGATED).delivery("d-2").started("network", PROPOSED));
    assertThat(driver.statuses())
        .extracting(CommitStatus::getDescription)
        .containsExactly("1 failed, 1 in progress. Run limit exceeded: " + WORDS);

    Decisions last = Decisions.cloud(AGGREGATED).delivery("d-3").started("database", PROPOSED);
    driver.decide(last);
    driver.update(last.run("database", PROPOSED), "FAILED", 1);
    assertThat(driver.statuses())
        .extracting(CommitStatus::getDescription)
        .containsExactly("2 in progress", "1 failed, 1 in progress");
  }

  @Test
  void aTargetsOwnStatusSaysWhy() {
    driver.decide(Decisions.cloud(INDIVIDUAL).because(WORDS).overLimit("network", PROPOSED));

    CommitStatus status = driver.statuses().getFirst();
    assertThat(status.getKey()).isEqualTo("spacelift/network");
    assertThat(status.getState().name()).isEqualTo("FAILED");
    assertThat(status.getDescription()).isEqualTo("Run limit exceeded: " + WORDS);
    assertThat(status.getUrl()).contains(COMMIT);
  }

  @Test
  void aRunThatIsStartedLaterTakesItsPlace() {
    driver.decide(Decisions.cloud(ALL).overLimit("network", PROPOSED));
    driver.shown();

    Decisions later = Decisions.cloud(ALL).delivery("delivery-2").started("network", PROPOSED);
    driver.decide(later);
    driver.update(later.run("network", PROPOSED), "FINISHED", 1);

    assertThat(driver.shown())
        .containsExactly(
            "spacelift/network: queued INPROGRESS",
            "spacelift/proposed: 1 in progress INPROGRESS",
            "spacelift/network: Plan contains no changes SUCCESSFUL",
            "spacelift/proposed: 1 succeeded SUCCESSFUL");
  }

  @Test
  void whatARunCameToIsNotTakenBackByOneThatMayNotStart() {
    Decisions first = Decisions.cloud(ALL).started("network", TRACKED);
    driver.decide(first);
    driver.update(first.run("network", TRACKED), "FINISHED", 1);
    driver.shown();

    driver.decide(
        Decisions.cloud(ALL)
            .delivery("delivery-2")
            .overLimit("network", TRACKED)
            .overLimit("database", TRACKED));

    assertThat(driver.shown())
        .containsExactly(
            "spacelift/database: Run limit exceeded FAILED",
            "spacelift/tracked: 1 failed, 1 succeeded FAILED");
  }

  @Test
  void theSameRefusalAgainChangesNothing() {
    driver.decide(Decisions.cloud(ALL).overLimit("network", TRACKED));
    driver.shown();

    driver.decide(Decisions.cloud(ALL).delivery("delivery-2").overLimit("network", TRACKED));

    assertThat(driver.shown()).isEmpty();
  }

  @Test
  void totalsAreCompleteBeforeTheyAreShownAlsoOfSeveralCommits() {
    driver.decide(
        Decisions.cloud(AGGREGATED)
            .started("a", TRACKED)
            .overLimit("b", TRACKED)
            .on("other", OTHER_COMMIT)
            .overLimit("c", TRACKED));

    assertThat(driver.shown())
        .contains("spacelift/tracked: 1 failed, 1 in progress FAILED")
        .contains("spacelift/tracked: 1 failed FAILED");
  }

  @Test
  void outcomesThatAreNoRunsShowNothing() {
    driver.decide(
        Decisions.cloud(ALL)
            .without("network", OutcomeType.REJECTED, OutcomeReason.RUN_LIMIT_EXCEEDED)
            .without("database", OutcomeType.REJECTED, OutcomeReason.FORK_NOT_ALLOWED)
            .without("dns", OutcomeType.IGNORED, OutcomeReason.NO_FILES_AFFECTED)
            .without("mail", OutcomeType.REJECTED, OutcomeReason.COMMAND_NOT_ALLOWED)
            .overLimit("future", RunType.UNKNOWN));

    assertThat(driver.statuses()).isEmpty();
    assertThat(driver.deadLetters()).isEmpty();
  }
}
