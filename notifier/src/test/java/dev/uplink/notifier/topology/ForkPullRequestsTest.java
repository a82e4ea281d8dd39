package dev.uplink.notifier.topology;

import static dev.uplink.notifier.topology.Decisions.COMMIT;
import static dev.uplink.schemas.avro.RunType.PROPOSED;
import static dev.uplink.schemas.avro.RunType.TRACKED;
import static dev.uplink.schemas.avro.VcsChecks.AGGREGATED;
import static dev.uplink.schemas.avro.VcsChecks.ALL;
import static dev.uplink.schemas.avro.VcsChecks.INDIVIDUAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.uplink.schemas.avro.CommitStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statuses of commits that pull requests bring from forks. */
class ForkPullRequestsTest {
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
  void allStatusesOfTheCommitNameTheForkAndKeepTheirRepositoryAndKey() {
    driver.decide(Decisions.cloud(ALL).started("network", PROPOSED).ofFork("Ada", "Live"));

    assertThat(driver.statuses())
        .hasSize(4)
        .allSatisfy(status -> assertThat(status.getNamespace()).isEqualTo("Infra"))
        .allSatisfy(status -> assertThat(status.getRepository()).isEqualTo("Live-Config"))
        .allSatisfy(status -> assertThat(status.getForkNamespace()).isEqualTo("Ada"))
        .allSatisfy(status -> assertThat(status.getForkRepository()).isEqualTo("Live"))
        .allSatisfy(status -> assertThat(status.getPullRequestId()).isEqualTo(7))
        .allSatisfy(
            status ->
                assertThat(status.getUrl())
                    .isEqualTo("https://bitbucket.org/Ada/Live/commits/" + COMMIT));
  }

  @Test
  void updatesOfTheRunFollowIt() {
    Decisions decision = Decisions.cloud(ALL).started("network", PROPOSED).ofFork("Ada", "Live");
    driver.decide(decision);
    driver.statuses();

    driver.update(decision.run("network", PROPOSED), "FINISHED", 1);

    assertThat(driver.statuses())
        .extracting(CommitStatus::getKey, CommitStatus::getForkNamespace)
        .containsExactly(tuple("spacelift/network", "Ada"), tuple("spacelift/proposed", "Ada"));
  }

  /** Nothing is started for it, and all that is known of it goes along, with the branch. */
  @Test
  void aPushOfTheSameCommitToTheRepositoryItselfTakesTheStatusesBack() {
    driver.decide(
        Decisions.cloud(ALL)
            .on("theirs", COMMIT)
            .started("network", PROPOSED)
            .ofFork("Ada", "Live")
            .started("database", PROPOSED)
            .ofFork("Ada", "Live"));
    driver.statuses();

    driver.decide(
        Decisions.cloud(ALL).delivery("d-2").on("ours", COMMIT).sameRun("network", PROPOSED));

    List<CommitStatus> moved = driver.statuses();
    assertThat(moved)
        .extracting(CommitStatus::getKey)
        .containsExactlyInAnyOrder(
            "spacelift/network",
            "spacelift/database",
            "spacelift/tracked",
            "spacelift/proposed",
            "spacelift/modules");
    assertThat(moved)
        .allSatisfy(status -> assertThat(status.getForkNamespace()).isNull())
        .allSatisfy(status -> assertThat(status.getPullRequestId()).isNull())
        .allSatisfy(status -> assertThat(status.getRefName()).isEqualTo("ours"));
    assertThat(moved).extracting(CommitStatus::getRevision).containsOnly(2L);
  }

  /** Its pull request may be open still, and shows what the fork shows. */
  @Test
  void theForkIsToldOnAlsoAfterARestart() {
    Decisions theirs = Decisions.cloud(ALL).started("network", PROPOSED).ofFork("Ada", "Live");
    driver.decide(theirs);
    driver.decide(Decisions.cloud(ALL).delivery("d-2").sameRun("network", PROPOSED));
    driver.statuses();
    driver.restart();

    driver.update(theirs.run("network", PROPOSED), "FINISHED", 1);

    assertThat(driver.statuses())
        .extracting(
            CommitStatus::getKey,
            CommitStatus::getForkNamespace,
            CommitStatus::getAlsoInNamespace,
            CommitStatus::getAlsoInRepository,
            CommitStatus::getAlsoInPullRequestId)
        .containsExactly(
            tuple("spacelift/network", null, "Ada", "Live", 7L),
            tuple("spacelift/proposed", null, "Ada", "Live", 7L));
  }

  /** Nothing of it is shown there yet, and its pull request would wait for that for ever. */
  @Test
  void aForkThatBringsWhatWasPushedBeforeIsToldAllAtOnceAndOn() {
    Decisions ours = Decisions.cloud(ALL).on("ours", COMMIT).started("network", PROPOSED);
    driver.decide(ours);
    driver.statuses();

    Decisions theirs =
        Decisions.cloud(ALL)
            .delivery("d-2")
            .on("theirs", COMMIT)
            .sameRun("network", PROPOSED)
            .ofFork("Ada", "Live");
    driver.decide(theirs);
    assertThat(driver.statuses())
        .hasSize(4)
        .allSatisfy(status -> assertThat(status.getForkNamespace()).isNull())
        .allSatisfy(status -> assertThat(status.getAlsoInNamespace()).isEqualTo("Ada"))
        .allSatisfy(status -> assertThat(status.getRefName()).isEqualTo("ours"))
        .extracting(CommitStatus::getRevision)
        .containsOnly(2L);

    driver.decide(theirs);
    assertThat(driver.statuses()).isEmpty();

    driver.update(ours.run("network", PROPOSED), "FINISHED", 1);
    assertThat(driver.statuses())
        .extracting(CommitStatus::getKey, CommitStatus::getAlsoInRepository)
        .containsExactly(tuple("spacelift/network", "Live"), tuple("spacelift/proposed", "Live"));
  }

  /** Half of the runs counted would look finished, and open the fork's merge gate. */
  @Test
  void aForkThatStartsRunsOfWhatWasPushedBeforeIsToldOfGroupsWhenAllAreCounted() {
    Decisions ours = Decisions.cloud(AGGREGATED).on("ours", COMMIT).started("network", TRACKED);
    driver.decide(ours);
    driver.update(ours.run("network", TRACKED), "FINISHED", 1);
    driver.statuses();

    driver.decide(
        Decisions.cloud(AGGREGATED)
            .delivery("d-2")
            .on("theirs", COMMIT)
            .started("network", PROPOSED)
            .ofFork("Ada", "Live")
            .started("database", PROPOSED)
            .ofFork("Ada", "Live"));

    assertThat(driver.statuses())
        .extracting(
            CommitStatus::getKey, CommitStatus::getAlsoInNamespace, CommitStatus::getDescription)
        .containsExactlyInAnyOrder(
            tuple("spacelift/tracked", "Ada", "1 succeeded"),
            tuple("spacelift/proposed", "Ada", "2 in progress"),
            tuple("spacelift/modules", "Ada", "0 runs"));
  }

  /** There it keeps all of them itself, apart by their refs: under another the first would stay. */
  @Test
  void onDataCenterTheyStayUnderTheirRef() {
    Decisions theirs =
        Decisions.dataCenter(ALL)
            .on("theirs", COMMIT)
            .started("network", PROPOSED)
            .ofFork("Ada", "Live");
    driver.decide(theirs);
    driver.statuses();

    driver.decide(
        Decisions.dataCenter(ALL).delivery("d-2").on("ours", COMMIT).sameRun("network", PROPOSED));
    assertThat(driver.statuses()).isEmpty();

    driver.update(theirs.run("network", PROPOSED), "FINISHED", 1);
    assertThat(driver.statuses())
        .extracting(
            CommitStatus::getKey, CommitStatus::getRefName, CommitStatus::getAlsoInNamespace)
        .containsExactly(
            tuple("spacelift/network", "theirs", null),
            tuple("spacelift/proposed", "theirs", null));
  }

  @Test
  void theyAreTakenBackOnce() {
    driver.decide(Decisions.cloud(ALL).started("network", PROPOSED).ofFork("Ada", "Live"));
    driver.decide(Decisions.cloud(ALL).delivery("d-2").sameRun("network", PROPOSED));
    driver.statuses();

    driver.decide(Decisions.cloud(ALL).delivery("d-3").sameRun("network", PROPOSED));
    driver.decide(
        Decisions.cloud(ALL).delivery("d-4").sameRun("network", PROPOSED).ofFork("Ada", "Live"));

    assertThat(driver.statuses()).isEmpty();
  }

  /** A group that is half counted would look finished where nothing was shown before. */
  @Test
  void aMergeThatTheCommitCameByTakesTheGroupsAlongWhenAllIsCounted() {
    driver.decide(Decisions.cloud(AGGREGATED).started("network", PROPOSED).ofFork("Ada", "Live"));
    driver.statuses();

    driver.decide(
        Decisions.cloud(AGGREGATED)
            .delivery("d-2")
            .on("main", COMMIT)
            .started("network", TRACKED)
            .started("database", TRACKED));

    assertThat(driver.statuses())
        .extracting(CommitStatus::getName, CommitStatus::getForkNamespace)
        .containsExactly(
            tuple("spacelift/tracked: 2 in progress", null),
            tuple("spacelift/proposed: 1 in progress", null),
            tuple("spacelift/modules: 0 runs", null));
  }

  @Test
  void aStatusThatIsTakenBackAndLooksTheSameIsSaidOnce() {
    driver.decide(Decisions.cloud(INDIVIDUAL).started("network", PROPOSED).ofFork("Ada", "Live"));
    driver.statuses();

    driver.decide(
        Decisions.cloud(INDIVIDUAL).delivery("d-2").on("main", COMMIT).started("network", TRACKED));

    assertThat(driver.statuses())
        .extracting(CommitStatus::getForkNamespace, CommitStatus::getRevision)
        .containsExactly(tuple(null, 2L));
  }

  /** It may name a commit of a fork; so may a pull request of which the fork is deleted. */
  @Test
  void neitherATriggerNorAPullRequestThatNamesNoForkTakesThemBack() {
    driver.decide(Decisions.cloud(ALL).started("network", PROPOSED).ofFork("Ada", "Live"));
    driver.statuses();

    driver.decide(
        Decisions.cloud(ALL).delivery("t-1").event("uplink:trigger").started("database", PROPOSED));
    driver.decide(Decisions.cloud(ALL).delivery("d-2").unaffected("network"));

    assertThat(driver.statuses())
        .isNotEmpty()
        .allSatisfy(status -> assertThat(status.getForkNamespace()).isEqualTo("Ada"));
  }

  @Test
  void aForkThatIsRenamedTakesThemAlong() {
    driver.decide(Decisions.cloud(AGGREGATED).started("network", PROPOSED).ofFork("Ada", "Live"));
    driver.statuses();

    driver.decide(
        Decisions.cloud(AGGREGATED)
            .delivery("d-2")
            .sameRun("network", PROPOSED)
            .ofFork("Ada", "Renamed"));

    assertThat(driver.statuses())
        .hasSize(3)
        .allSatisfy(status -> assertThat(status.getForkRepository()).isEqualTo("Renamed"));
  }

  @Test
  void theForkOfAnotherPullRequestLeavesThemWhereTheyAre() {
    driver.decide(Decisions.cloud(AGGREGATED).started("network", PROPOSED).ofFork("Ada", "Live"));
    driver.statuses();

    driver.decide(
        Decisions.cloud(AGGREGATED)
            .delivery("d-2")
            .sameRun("network", PROPOSED)
            .ofFork("Bob", "Live", 8L));

    assertThat(driver.statuses()).isEmpty();
  }

  @Test
  void whereTheyAreIsRememberedOverARestart() {
    Decisions decision = Decisions.cloud(ALL).started("network", PROPOSED).ofFork("Ada", "Live");
    driver.decide(decision);
    driver.statuses();
    driver.restart();

    driver.update(decision.run("network", PROPOSED), "FINISHED", 1);

    assertThat(driver.statuses())
        .hasSize(2)
        .allSatisfy(status -> assertThat(status.getForkNamespace()).isEqualTo("Ada"));
  }

  /** The page lists the runs of the commit, wherever Bitbucket shows them. */
  @Test
  void thePagesRowsStayUnderTheRepository() {
    driver.decide(Decisions.cloud(ALL).started("network", PROPOSED).ofFork("Ada", "Live"));
    driver.rows();

    driver.decide(Decisions.cloud(ALL).delivery("d-2").sameRun("network", PROPOSED));

    assertThat(driver.rows()).isEmpty();
  }

  /** A target's own names its run, by which Data Center numbers builds. */
  @Test
  void onlyATargetsOwnStatusNamesARun() {
    Decisions decision = Decisions.cloud(ALL).started("network", TRACKED);
    driver.decide(decision);

    assertThat(driver.statuses())
        .extracting(CommitStatus::getRunId)
        .containsExactly(decision.run("network", TRACKED), null, null, null);
  }

  @Test
  void aForkWithoutAPullRequestIsADeadLetter() {
    driver.decide(Decisions.cloud(ALL).started("network", PROPOSED).ofFork("Ada", "Live", null));

    assertThat(driver.statuses()).isEmpty();
    assertThat(driver.deadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.getMessage()).isEqualTo("pullRequestId is missing"));
  }
}
