package dev.uplink.notifier.topology;

import static dev.uplink.notifier.topology.Decisions.COMMIT;
import static dev.uplink.schemas.avro.RunType.PROPOSED;
import static dev.uplink.schemas.avro.RunType.TRACKED;
import static dev.uplink.schemas.avro.VcsChecks.AGGREGATED;
import static dev.uplink.schemas.avro.VcsChecks.ALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.uplink.schemas.avro.CommitStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cloud shows a status at the pull request whose source branch it names, and at no other. */
class SourceBranchTest {
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

  /** As when a release branch is pushed, and its commit then offered from another branch. */
  @Test
  void allStatusesOfAPushedCommitGoToThePullRequestThatBringsIt() {
    driver.decide(Decisions.cloud(ALL).on("release", COMMIT).started("network", PROPOSED));
    driver.statuses();

    driver.decide(opened(Decisions.cloud(ALL)));

    assertThat(driver.statuses())
        .extracting(CommitStatus::getKey, CommitStatus::getRefName, CommitStatus::getRevision)
        .containsExactly(
            tuple("spacelift/network", "feature/y", 2L),
            tuple("spacelift/tracked", "feature/y", 2L),
            tuple("spacelift/proposed", "feature/y", 2L),
            tuple("spacelift/modules", "feature/y", 2L));
  }

  @Test
  void whatIsSaidLaterStaysThereAlsoAfterARestartAndOfOtherBranches() {
    Decisions pushed = Decisions.cloud(ALL).on("release", COMMIT).started("network", PROPOSED);
    driver.decide(pushed);
    driver.decide(opened(Decisions.cloud(ALL)));
    driver.statuses();
    driver.restart();

    driver.update(pushed.run("network", PROPOSED), "FINISHED", 1);
    driver.decide(
        Decisions.cloud(ALL).delivery("d-3").on("main", COMMIT).started("database", TRACKED));

    assertThat(driver.statuses())
        .hasSize(4)
        .allSatisfy(status -> assertThat(status.getRefName()).isEqualTo("feature/y"));
  }

  @Test
  void thePullRequestOfTheBranchThatWasPushedChangesNothing() {
    driver.decide(Decisions.cloud(ALL).on("feature/y", COMMIT).started("network", PROPOSED));
    driver.statuses();

    driver.decide(opened(Decisions.cloud(ALL)));

    assertThat(driver.statuses()).isEmpty();
    assertThat(driver.deadLetters()).isEmpty();
  }

  /** Or its groups would look finished for a moment. */
  @Test
  void onePullRequestsRunsAreCountedBeforeTheGroupsGoThere() {
    driver.decide(Decisions.cloud(AGGREGATED).on("main", COMMIT).started("network", TRACKED));
    driver.statuses();

    driver.decide(
        Decisions.cloud(AGGREGATED)
            .delivery("d-2")
            .on("feature/y", COMMIT)
            .started("network", PROPOSED)
            .ofPullRequest()
            .started("database", PROPOSED)
            .ofPullRequest());

    assertThat(driver.statuses())
        .extracting(CommitStatus::getName, CommitStatus::getRefName)
        .containsExactly(
            tuple("spacelift/tracked: 1 in progress", "feature/y"),
            tuple("spacelift/proposed: 2 in progress", "feature/y"),
            tuple("spacelift/modules: 0 runs", "feature/y"));
  }

  @Test
  void aPullRequestWithNothingToRunTakesThemToo() {
    driver.decide(Decisions.cloud(AGGREGATED).on("main", COMMIT).started("network", TRACKED));
    driver.statuses();

    driver.decide(
        Decisions.cloud(AGGREGATED).delivery("d-2").on("feature/y", COMMIT).unaffected("network"));

    assertThat(driver.statuses())
        .extracting(CommitStatus::getRefName)
        .containsExactly("feature/y", "feature/y", "feature/y");
  }

  /** It has one status for each ref: what was posted would stay as it was, and be seen for ever. */
  @Test
  void onDataCenterTheyKeepTheRefThatTheyWerePostedWith() {
    Decisions pushed = Decisions.dataCenter(ALL).on("release", COMMIT).started("network", PROPOSED);
    driver.decide(pushed);
    driver.statuses();

    driver.decide(opened(Decisions.dataCenter(ALL)));
    assertThat(driver.statuses()).isEmpty();

    driver.update(pushed.run("network", PROPOSED), "FINISHED", 1);
    assertThat(driver.statuses())
        .extracting(CommitStatus::getRefName)
        .containsExactly("release", "release");
  }

  /** A pull request from feature/y, of whose commit there is a run already. */
  private static Decisions opened(Decisions decision) {
    return decision
        .delivery("d-2")
        .on("feature/y", COMMIT)
        .sameRun("network", PROPOSED)
        .ofPullRequest();
  }
}
