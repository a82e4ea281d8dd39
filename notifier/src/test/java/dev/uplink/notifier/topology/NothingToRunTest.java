package dev.uplink.notifier.topology;

import static dev.uplink.schemas.avro.RunType.PROPOSED;
import static dev.uplink.schemas.avro.VcsChecks.AGGREGATED;
import static dev.uplink.schemas.avro.VcsChecks.ALL;
import static dev.uplink.schemas.avro.VcsChecks.INDIVIDUAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.avro.VcsChecks;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Required checks do not wait at a commit where nothing will ever run, nor open where it might. */
class NothingToRunTest {
  private static final String[] EMPTY_GROUPS = {
    "spacelift/tracked: 0 runs SUCCESSFUL",
    "spacelift/proposed: 0 runs SUCCESSFUL",
    "spacelift/modules: 0 runs SUCCESSFUL"
  };

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

  @ParameterizedTest
  @EnumSource(
      value = VcsChecks.class,
      names = {"AGGREGATED", "ALL"})
  void theGroupsAreThereWithoutARun(VcsChecks mode) {
    driver.decide(Decisions.cloud(mode).unaffected("network").unaffected("database"));

    assertThat(driver.shown()).containsExactly(EMPTY_GROUPS);
    assertThat(driver.rows()).isEmpty();
  }

  @Test
  void noTargetsOwnStatusIsMadeUp() {
    driver.decide(Decisions.cloud(INDIVIDUAL).unaffected("network"));

    assertThat(driver.statuses()).isEmpty();
  }

  @Test
  void aDecisionWithoutCandidatesShowsNothing() {
    driver.decide(Decisions.cloud(ALL));

    assertThat(driver.statuses()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // An earlier push to the branch may have changed more.
    "IGNORED, NO_FILES_AFFECTED, BRANCH, 0",
    "REJECTED, TARGET_DISABLED, BRANCH, 3",
    // About something else at the commit.
    "IGNORED, TAG_PUSHED, TAG, 0",
    "REJECTED, TARGET_DISABLED, TAG, 0",
    "STOPPED, SUPERSEDED, BRANCH, 0",
    // Not looked into: what ran there before may be forgotten, and was perhaps red.
    "DEDUPLICATED, SAME_RUN, BRANCH, 0",
    "IGNORED, OLDER_PUSH, BRANCH, 0",
    "IGNORED, PULL_REQUEST_UNCHANGED, BRANCH, 0",
    "IGNORED, PULL_REQUEST_CLOSED, BRANCH, 0",
    "IGNORED, REVIEW_ONLY, BRANCH, 0",
    "IGNORED, NOT_NAMED, BRANCH, 0",
    // Refused: no gate opens for what may not run.
    "REJECTED, FORK_NOT_ALLOWED, BRANCH, 0",
    "REJECTED, INTEGRATION_DETACHED, BRANCH, 0",
    "REJECTED, INTEGRATION_UNREACHABLE, BRANCH, 0",
    "REJECTED, COMMAND_NOT_ALLOWED, BRANCH, 0",
    "IGNORED, UNKNOWN, BRANCH, 0"
  })
  void onlyWhatWasLookedIntoCounts(
      OutcomeType outcome, OutcomeReason reason, RefType ref, int statuses) {
    driver.decide(Decisions.cloud(AGGREGATED).at("network", outcome, reason, ref));

    assertThat(driver.statuses()).hasSize(statuses);
  }

  @Test
  void oneThatMayNotRunKeepsTheGateShut() {
    driver.decide(
        Decisions.cloud(AGGREGATED)
            .unaffected("network")
            .at("database", OutcomeType.REJECTED, OutcomeReason.FORK_NOT_ALLOWED, RefType.BRANCH));

    assertThat(driver.statuses()).isEmpty();
  }

  @Test
  void aTagOnTheSameCommitChangesNothing() {
    driver.decide(
        Decisions.cloud(AGGREGATED)
            .unaffected("network")
            .at("network", OutcomeType.IGNORED, OutcomeReason.TAG_PUSHED, RefType.TAG));

    assertThat(driver.shown()).containsExactly(EMPTY_GROUPS);
  }

  @Test
  void eachCommitOfADecisionIsLookedAtByItself() {
    driver.decide(
        Decisions.cloud(AGGREGATED)
            .on("main", Decisions.COMMIT)
            .started("network", PROPOSED)
            .unaffected("database")
            .on("other", Decisions.OTHER_COMMIT)
            .unaffected("network"));

    assertThat(driver.statuses())
        .extracting(status -> status.getCommitSha().substring(0, 2) + " " + status.getName())
        .containsExactly(
            "a1 spacelift/tracked: 0 runs",
            "a1 spacelift/proposed: 1 in progress",
            "a1 spacelift/modules: 0 runs",
            "b2 spacelift/tracked: 0 runs",
            "b2 spacelift/proposed: 0 runs",
            "b2 spacelift/modules: 0 runs");
  }

  @Test
  void aRunThatIsStartedLaterCounts() {
    driver.decide(Decisions.cloud(ALL).unaffected("network"));
    driver.shown();

    driver.decide(Decisions.cloud(ALL).delivery("d-2").started("network", PROPOSED));

    assertThat(driver.shown())
        .containsExactly(
            "spacelift/network: queued INPROGRESS", "spacelift/proposed: 1 in progress INPROGRESS");
  }

  @Test
  void whatRanThereIsNotTakenBack() {
    Decisions first = Decisions.cloud(ALL).started("network", PROPOSED);
    driver.decide(first);
    driver.update(first.run("network", PROPOSED), "FAILED", 1);
    driver.shown();

    driver.decide(Decisions.cloud(ALL).delivery("d-2").unaffected("network"));

    assertThat(driver.shown()).isEmpty();
  }

  @Test
  void itClaimsTheCommitAndItsModeHolds() {
    driver.decide(Decisions.cloud("int-a", AGGREGATED).unaffected("network"));
    driver.decide(Decisions.cloud("int-b", AGGREGATED).unaffected("app"));
    driver.decide(Decisions.cloud("int-a", ALL).delivery("d-3").started("network", PROPOSED));

    assertThat(driver.statuses())
        .extracting(CommitStatus::getKey)
        .containsExactly(
            "spacelift/tracked",
            "spacelift/proposed",
            "spacelift/modules",
            "spacelift/tracked@slug-of-int-b",
            "spacelift/proposed@slug-of-int-b",
            "spacelift/modules@slug-of-int-b",
            "spacelift/proposed");
  }

  @Test
  void aTriggerSaysNothingOfItsCommit() {
    driver.decide(
        Decisions.cloud(AGGREGATED)
            .event("uplink:trigger")
            .at("network", OutcomeType.REJECTED, OutcomeReason.TARGET_DISABLED, RefType.BRANCH));

    assertThat(driver.statuses()).isEmpty();
  }
}
