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
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which statuses a decision makes. */
class StatusTopologyTest {
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
  void allThreeGroupsArePostedBeforeAnyUpdate() {
    driver.decide(
        Decisions.cloud(AGGREGATED).started("network", PROPOSED).started("database", PROPOSED));

    assertThat(driver.shown())
        .containsExactly(
            "spacelift/tracked: 0 runs SUCCESSFUL",
            "spacelift/proposed: 2 in progress INPROGRESS",
            "spacelift/modules: 0 runs SUCCESSFUL");
  }

  @Test
  void aDecisionThatStartsNothingPostsNothing() {
    driver.decide(Decisions.cloud(ALL).ignored("network", PROPOSED));

    assertThat(driver.statuses()).isEmpty();
    assertThat(driver.deadLetters()).isEmpty();
  }

  @Test
  void aStatusSaysWhoseItIsAndWhereItLeads() {
    driver.decide(Decisions.cloud(AGGREGATED).started("network", TRACKED));

    CommitStatus status = driver.statuses().getFirst();
    assertThat(status.getKey()).isEqualTo("spacelift/tracked");
    assertThat(status.getDescription()).isEqualTo("1 in progress");
    assertThat(status.getUrl())
        .isEqualTo("https://bitbucket.org/Infra/Live-Config/commits/" + COMMIT);
    assertThat(status.getRefName()).isEqualTo("feature/x");
    assertThat(status.getRevision()).isEqualTo(1);
    assertThat(status.getUpdatedAt()).isEqualTo(Decisions.AT);
  }

  @Test
  void aTagIsNotTakenForABranch() {
    driver.decide(Decisions.cloud(ALL).on("v1.0", COMMIT).tagged("network", TRACKED));

    assertThat(driver.statuses()).extracting(CommitStatus::getRefName).containsOnlyNulls();
  }

  @Test
  void individualModePostsOneStatusATarget() {
    driver.decide(
        Decisions.cloud(INDIVIDUAL).started("network", TRACKED).started("vpc", MODULE_PROPOSED));

    assertThat(driver.shown())
        .containsExactly(
            "spacelift/network: queued INPROGRESS", "spacelift/vpc: queued INPROGRESS");
  }

  @Test
  void modeAllPostsBoth() {
    driver.decide(Decisions.cloud(ALL).started("network", TRACKED));

    assertThat(driver.keys())
        .containsExactly(
            "spacelift/network", "spacelift/tracked", "spacelift/proposed", "spacelift/modules");
  }

  @Test
  void runsOfSeveralDecisionsOnOneCommitAddUp() {
    driver.decide(Decisions.cloud(AGGREGATED).started("network", PROPOSED));
    driver.statuses();

    driver.decide(Decisions.cloud(AGGREGATED).delivery("d-2").started("database", PROPOSED));

    assertThat(driver.shown()).containsExactly("spacelift/proposed: 2 in progress INPROGRESS");
  }

  @Test
  void refsOnSeveralCommitsGetAStatusEach() {
    driver.decide(
        Decisions.cloud(AGGREGATED)
            .on("main", COMMIT)
            .started("network", TRACKED)
            .on("feature/y", OTHER_COMMIT)
            .started("network", PROPOSED));

    assertThat(driver.statuses())
        .filteredOn(status -> status.getName().endsWith("1 in progress"))
        .extracting(CommitStatus::getCommitSha, CommitStatus::getRefName, CommitStatus::getKey)
        .containsExactly(
            tuple(COMMIT, "main", "spacelift/tracked"),
            tuple(OTHER_COMMIT, "feature/y", "spacelift/proposed"));
  }

  @Test
  void theModeOfTheFirstDecisionHolds() {
    driver.decide(Decisions.cloud(INDIVIDUAL).started("network", PROPOSED));
    driver.decide(Decisions.cloud(AGGREGATED).delivery("d-2").started("database", PROPOSED));

    assertThat(driver.keys()).containsExactly("spacelift/network", "spacelift/database");
  }

  @Test
  void aSecondIntegrationDoesNotOverwriteTheFirst() {
    driver.decide(Decisions.cloud("int-a", ALL).started("network", PROPOSED));
    driver.statuses();

    driver.decide(Decisions.cloud("int-b", ALL).started("app", PROPOSED));

    assertThat(driver.keys())
        .containsExactly(
            "spacelift/app@slug-of-int-b",
            "spacelift/tracked@slug-of-int-b",
            "spacelift/proposed@slug-of-int-b",
            "spacelift/modules@slug-of-int-b");
  }

  @Test
  void aStackAndAModuleOfOneSlugHaveAKeyEach() {
    driver.decide(
        Decisions.cloud(INDIVIDUAL).started("vpc", MODULE_PROPOSED).started("vpc", PROPOSED));

    assertThat(driver.statuses())
        .extracting(CommitStatus::getKey)
        .containsExactly("spacelift/vpc", "spacelift/module/vpc");
  }

  @Test
  void dataCenterLinksLeadToTheHostThatPeopleUse() {
    driver.integration("int-dc", "https://git.example.com/bitbucket", 2);
    driver.integration("int-dc", "https://old.example.com", 1);

    driver.decide(Decisions.dataCenter(INDIVIDUAL).started("network", PROPOSED));

    assertThat(driver.statuses().getFirst().getUrl())
        .isEqualTo(
            "https://git.example.com/bitbucket/projects/Infra/repos/Live-Config/commits/" + COMMIT);
  }
}
