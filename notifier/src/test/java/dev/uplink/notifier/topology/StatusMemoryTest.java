package dev.uplink.notifier.topology;

import static dev.uplink.notifier.topology.Decisions.COMMIT;
import static dev.uplink.schemas.avro.RunType.PROPOSED;
import static dev.uplink.schemas.avro.RunType.TRACKED;
import static dev.uplink.schemas.avro.VcsChecks.AGGREGATED;
import static dev.uplink.schemas.avro.VcsChecks.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.aggregate.StatusLabel;
import dev.uplink.notifier.store.KeptBoard;
import dev.uplink.notifier.store.PostedStatus;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusMemoryTest {
  private static final List<String> STORES =
      List.of("boards", "claims", "runs", "latest-runs", "statuses");

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
  void allRowsOfACommitGoThirtyDaysAfterItsLastChange() {
    driver.decide(Decisions.cloud(ALL).started("network", TRACKED));
    driver.decide(later("d-2"), Decisions.AT.plus(Duration.ofDays(31)));
    driver.decide(later("d-3"), Decisions.AT.plus(Duration.ofDays(31).plusMinutes(2)));

    assertThat(STORES)
        .allSatisfy(store -> assertThat(keys(store)).isNotEmpty().noneMatch(this::isOfFirst));
  }

  @Test
  void aCommitThatStillChangesIsKept() {
    driver.decide(Decisions.cloud(ALL).started("network", TRACKED));
    driver.decide(
        Decisions.cloud(ALL).delivery("d-2").started("database", TRACKED),
        Decisions.AT.plus(Duration.ofDays(29)));
    driver.decide(later("d-3"), Decisions.AT.plus(Duration.ofDays(31)));

    assertThat(keys("boards")).hasSize(2);
    assertThat(keys("runs")).hasSize(3);
  }

  @Test
  void anUpdateThatSaysItIsOldMakesNoCommitOlder() {
    Decisions decision = Decisions.cloud(ALL).started("network", TRACKED);
    driver.decide(decision, Decisions.AT.plus(Duration.ofDays(20)));
    driver.update(decision.run("network", TRACKED), "PLANNING", 1); // sent at Decisions.AT
    driver.decide(later("d-2"), Decisions.AT.plus(Duration.ofDays(31)));

    assertThat(keys("boards")).hasSize(2);
  }

  @Test
  void aCommitThatComesBackDoesNotCountWhatIsLeftOfItsFirstTime() {
    driver.decide(Decisions.cloud(AGGREGATED).started("a", TRACKED).started("b", TRACKED));
    // As a sweep leaves it that has come to the board and not yet to the rows of its runs.
    KeyValueStore<String, Object> boards = driver.driver.getKeyValueStore("boards");
    keys("boards").forEach(boards::delete);
    driver.restart();

    driver.decide(
        Decisions.cloud(AGGREGATED).delivery("d-2").started("a", TRACKED).started("b", TRACKED));
    driver.shown();
    driver.decide(Decisions.cloud(AGGREGATED).delivery("d-3").started("c", TRACKED));

    assertThat(driver.shown()).containsExactly("spacelift/tracked: 3 in progress INPROGRESS");
  }

  /** It would not be told that the statuses moved, and never again be said where they are. */
  @Test
  void aStartThatCannotBeKeptMovesNothingEither() {
    driver.decide(Decisions.cloud(ALL).started("network", PROPOSED).ofFork("Ada", "Live"));
    KeyValueStore<String, Object> runs = driver.driver.getKeyValueStore("runs");
    keys("runs").forEach(runs::delete);
    driver.restart();
    Map<String, Map<String, Object>> before = StatusStage.rows(driver.driver);
    driver.statuses();

    driver.decide(
        Decisions.cloud(ALL).delivery("d-2").on("ours", COMMIT).started("network", PROPOSED));

    assertThat(driver.deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactly(DeadLetterReason.PROCESSING_FAILED);
    assertThat(driver.statuses()).isEmpty();
    assertThat(StatusStage.rows(driver.driver)).isEqualTo(before);
  }

  @Test
  void whatAnEarlierVersionPostedOfAGroupIsFollowed() {
    Decisions decision = Decisions.cloud(AGGREGATED).started("network", TRACKED);
    driver.decide(decision);
    keys("boards").forEach(this::asAnEarlierVersionKeptIt);
    driver.restart();

    driver.update(decision.run("network", TRACKED), "FAILED", 1);

    assertThat(driver.statuses())
        .extracting(status -> status.getName() + " " + status.getRevision())
        .containsExactly("spacelift/tracked: 1 failed 6");
  }

  private void asAnEarlierVersionKeptIt(String key) {
    KeyValueStore<String, KeptBoard> boards = driver.driver.getKeyValueStore("boards");
    KeyValueStore<String, PostedStatus> statuses = driver.driver.getKeyValueStore("statuses");
    KeptBoard kept = Objects.requireNonNull(boards.get(key));
    Objects.requireNonNull(kept.groups())
        .forEach(
            (group, posted) ->
                statuses.put(
                    key + "/" + kept.board().key(StatusLabel.of(group)),
                    new PostedStatus(null, null, posted.shown(), null, 5)));
    boards.put(key, new KeptBoard(kept.board(), null));
  }

  private static Decisions later(String delivery) {
    return Decisions.cloud(ALL)
        .delivery(delivery)
        .on("main", Decisions.OTHER_COMMIT)
        .started("network", TRACKED);
  }

  private boolean isOfFirst(String key) {
    String run = Decisions.cloud(ALL).started("network", TRACKED).run("network", TRACKED);
    return key.contains(Decisions.COMMIT) || key.equals(run);
  }

  private List<String> keys(String store) {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<String, Object> rows =
        driver.driver.<String, Object>getKeyValueStore(store).all()) {
      rows.forEachRemaining(row -> keys.add(row.key));
    }
    return keys;
  }
}
