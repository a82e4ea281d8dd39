package dev.uplink.notifier.topology;

import static dev.uplink.schemas.avro.RunType.MODULE_PROPOSED;
import static dev.uplink.schemas.avro.RunType.PROPOSED;
import static dev.uplink.schemas.avro.RunType.TRACKED;
import static dev.uplink.schemas.avro.VcsChecks.AGGREGATED;
import static dev.uplink.schemas.avro.VcsChecks.ALL;
import static dev.uplink.schemas.avro.VcsChecks.INDIVIDUAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.aggregate.Links;
import dev.uplink.schemas.avro.CommitCheck;
import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.avro.RunDelta;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.avro.TargetKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows of the page that a commit's statuses lead to. */
class CommitRowsTest {
  private static final String COMMIT_KEY =
      "int-a/acme/bitbucket-cloud/infra/live-config/" + Decisions.COMMIT;

  @TempDir private Path stateDir;
  private StatusDriver driver;

  @BeforeEach
  void open() {
    driver = new StatusDriver(stateDir, new Links(URI.create("https://uplink.example.com")));
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void everyStartedAndEveryRefusedRunHasARowInEachMode() {
    driver.decide(
        Decisions.cloud(INDIVIDUAL)
            .started("network", TRACKED)
            .started("vpc", MODULE_PROPOSED)
            .because("too many")
            .overLimit("database", PROPOSED));

    assertThat(driver.listed())
        .containsExactlyInAnyOrder(
            "stack-network/TRACKED QUEUED INPROGRESS (queued) 1",
            "module-vpc/MODULE_PROPOSED QUEUED INPROGRESS (queued) 1",
            "stack-database/PROPOSED FAILED FAILED (Run limit exceeded: too many) 1");
  }

  @Test
  void aRowSaysWhatItIsOf() {
    Decisions decision = Decisions.cloud(AGGREGATED).started("network", TRACKED);
    driver.decide(decision);

    assertThat(driver.rows())
        .singleElement()
        .satisfies(row -> assertThat(row.key()).isEqualTo(COMMIT_KEY + "/stack-network/TRACKED"))
        .satisfies(
            row -> {
              CommitCheck check = Objects.requireNonNull(row.value());
              assertThat(check.getPageId()).isEqualTo("page-1");
              assertThat(check.getRepository()).isEqualTo("Live-Config");
              assertThat(check.getRefName()).isEqualTo("feature/x");
              assertThat(check.getTargetKind()).isEqualTo(TargetKind.STACK);
              assertThat(check.getRunType()).isEqualTo(TRACKED);
              assertThat(check.getRunId()).isEqualTo(decision.run("network", TRACKED));
              assertThat(check.getUrl()).isNull();
              assertThat(check.getChangedAt()).isEqualTo(Decisions.AT);
            });
  }

  @Test
  void whatSchedulersSayIsThere() {
    Decisions decision = Decisions.cloud(ALL).started("network", TRACKED);
    driver.decide(decision);
    driver.rows();

    driver.update(
        RunUpdate.newBuilder()
            .setRunId(decision.run("network", TRACKED))
            .setState("FINISHED")
            .setStateVersion(3)
            .setUrl("https://runs/1")
            .setDelta(new RunDelta(2L, 0L, 1L)));

    CommitCheck check = Objects.requireNonNull(driver.rows().getFirst().value());
    assertThat(check.getText()).isEqualTo("2 to add, 0 to change, 1 to destroy");
    assertThat(check.getDelta()).isEqualTo(new RunDelta(2L, 0L, 1L));
    assertThat(check.getUrl()).isEqualTo("https://runs/1");
    assertThat(check.getRevision()).isEqualTo(2);
  }

  @Test
  void aPageThatIsNoneForABrowserIsNotLinked() {
    Decisions decision = Decisions.cloud(ALL).started("network", TRACKED);
    driver.decide(decision);
    driver.rows();

    driver.update(
        RunUpdate.newBuilder()
            .setRunId(decision.run("network", TRACKED))
            .setState("FINISHED")
            .setStateVersion(3)
            .setUrl("javascript:alert(1)"));

    assertThat(Objects.requireNonNull(driver.rows().getFirst().value()).getUrl()).isNull();
  }

  @Test
  void itsRevisionGrowsOnFromRunToRun() {
    Decisions first = Decisions.cloud(ALL).started("network", PROPOSED);
    Decisions again = Decisions.cloud(ALL).delivery("d-2").started("network", PROPOSED);
    driver.decide(first);
    driver.update(first.run("network", PROPOSED), "FAILED", 3);
    driver.decide(again);
    driver.update(first.run("network", PROPOSED), "FINISHED", 4); // no longer counts
    driver.update(again.run("network", PROPOSED), "FINISHED", 1);

    assertThat(driver.listed())
        .containsExactly(
            "stack-network/PROPOSED QUEUED INPROGRESS (queued) 1",
            "stack-network/PROPOSED FAILED FAILED (Job has failed) 2",
            "stack-network/PROPOSED QUEUED INPROGRESS (queued) 3",
            "stack-network/PROPOSED FINISHED SUCCESSFUL (Plan contains no changes) 4");
  }

  @Test
  void aStopIsThereBeforeItsSchedulerSaysSo() {
    Decisions decision = Decisions.cloud(ALL).started("network", TRACKED);
    driver.decide(decision);
    driver.update(decision.run("network", TRACKED), "PLANNING", 1);
    driver.rows();

    driver.stop(decision.run("network", TRACKED), "TARGET_DELETED");
    driver.stop(decision.run("network", TRACKED), "TARGET_DELETED");

    assertThat(driver.listed())
        .containsExactly("stack-network/TRACKED PLANNING STOPPED (Stack was deleted) 3");
  }

  @Test
  void whatLooksAsBeforeIsNotToldAgain() {
    Decisions decision = Decisions.cloud(ALL).started("network", TRACKED);
    driver.decide(decision);
    driver.decide(decision);
    driver.update(decision.run("network", TRACKED), "PLANNING", 1);
    driver.update(decision.run("network", TRACKED), "PLANNING", 2);
    driver.update(decision.run("network", TRACKED), "PLANNING", 2);

    assertThat(driver.rows()).hasSize(2);
  }

  @Test
  void eachIntegrationHasAPageOfItsOwnForACommit() {
    driver.decide(Decisions.cloud("int-a", ALL).started("network", TRACKED));
    driver.decide(Decisions.cloud("int-b", ALL).started("app", TRACKED));
    driver.decide(Decisions.cloud("int-a", ALL).delivery("d-3").started("dns", TRACKED));

    assertThat(driver.rows())
        .extracting(row -> Objects.requireNonNull(row.value()).getPageId())
        .containsExactly("page-1", "page-2", "page-1");
  }

  @Test
  void statusesWithoutARunToLeadToLeadThere() {
    driver.decide(Decisions.cloud(ALL).started("network", TRACKED));
    driver.restart();
    driver.decide(Decisions.cloud(ALL).delivery("d-2").started("database", TRACKED));

    assertThat(driver.statuses())
        .extracting(CommitStatus::getUrl)
        .containsOnly("https://uplink.example.com/checks/page-1");
  }

  @Test
  void allRowsGoWithTheirCommit() {
    driver.decide(Decisions.cloud(ALL).started("network", TRACKED).started("dns", PROPOSED));
    driver.rows();

    driver.decide(later("d-2"), Decisions.AT.plus(Duration.ofDays(31)));
    driver.decide(later("d-3"), Decisions.AT.plus(Duration.ofDays(31).plusMinutes(2)));

    assertThat(driver.listed())
        .contains("stack-network/TRACKED gone", "stack-dns/PROPOSED gone")
        .filteredOn(row -> row.endsWith("gone"))
        .hasSize(2);
  }

  @Test
  void whatIsLeftOfACommitsFirstTimeGoesBeforeItIsThereAgain() {
    driver.decide(Decisions.cloud(ALL).started("network", TRACKED).started("dns", TRACKED));
    // As a sweep leaves it that has come to the board and not yet to the rows of its runs.
    KeyValueStore<String, Object> boards = driver.driver.getKeyValueStore("boards");
    boards.delete(COMMIT_KEY);
    driver.restart();
    driver.rows();

    driver.decide(Decisions.cloud(ALL).delivery("d-2").started("network", TRACKED));

    assertThat(driver.listed())
        .containsExactly(
            "stack-dns/TRACKED gone",
            "stack-network/TRACKED gone",
            "stack-network/TRACKED QUEUED INPROGRESS (queued) 1");
  }

  private static Decisions later(String delivery) {
    return Decisions.cloud(ALL)
        .delivery(delivery)
        .on("main", Decisions.OTHER_COMMIT)
        .started("network", TRACKED);
  }
}
