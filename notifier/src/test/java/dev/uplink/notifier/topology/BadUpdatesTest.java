package dev.uplink.notifier.topology;

import static dev.uplink.schemas.avro.RunType.TRACKED;
import static dev.uplink.schemas.avro.VcsChecks.ALL;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.RunDelta;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedulers are not ours: whatever they write has a clear end, and the next update counts. */
class BadUpdatesTest {
  private static final long LARGEST = (1L << 53) - 1;

  @TempDir private Path stateDir;
  private StatusDriver driver;
  private String run;

  @BeforeEach
  void openWithOneRun() {
    driver = new StatusDriver(stateDir);
    Decisions decision = Decisions.cloud(ALL).started("network", TRACKED);
    driver.decide(decision);
    run = decision.run("network", TRACKED);
    driver.statuses();
  }

  @AfterEach
  void theNextUpdateCounts() {
    driver.statuses();
    driver.update(run, "FAILED", LARGEST);
    assertThat(driver.shown()).endsWith("spacelift/tracked: 1 failed FAILED");
    driver.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, LARGEST + 1, Long.MAX_VALUE})
  void aVersionThatCannotBeIsAnInvalidRecord(long version) {
    driver.update(run, "FINISHED", version);

    assertThat(driver.statuses()).isEmpty();
    DeadLetter letter = driver.deadLetters().getFirst();
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.INVALID_RECORD);
    assertThat(letter.getMessage())
        .isEqualTo("stateVersion: %d (expected: 0 to %d)".formatted(version, LARGEST));
  }

  @Test
  void versionZeroCounts() {
    driver.update(run, "FINISHED", 0);

    assertThat(driver.shown()).endsWith("spacelift/tracked: 1 succeeded SUCCESSFUL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"another key", ""})
  void theKeyOfTheRecordDoesNotMatter(String key) {
    driver.pipe(Topics.RUN_UPDATES.name(), key, StatusDriver.bytes(update().build()), Decisions.AT);

    assertThat(driver.shown()).endsWith("spacelift/tracked: 1 succeeded SUCCESSFUL");
  }

  @Test
  void aRecordWithoutAKeyCountsAndSoDoesItsDeadLetter() {
    driver.pipe(
        Topics.RUN_UPDATES.name(), null, StatusDriver.bytes(update().build()), Decisions.AT);
    driver.pipe(Topics.RUN_UPDATES.name(), null, null, Decisions.AT);

    assertThat(driver.shown()).endsWith("spacelift/tracked: 1 succeeded SUCCESSFUL");
    assertThat(driver.deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactly(DeadLetterReason.UNEXPECTED_TOMBSTONE);
  }

  @Test
  void aRecordOfAnotherTopicIsNotAvroOfThisOne() {
    driver.pipe(Topics.RUN_UPDATES.name(), run, StatusDriver.aDecision(), Decisions.AT);
    driver.pipe(Topics.DECISIONS.name(), run, StatusDriver.bytes(update().build()), Decisions.AT);

    assertThat(driver.deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactly(DeadLetterReason.NOT_AVRO, DeadLetterReason.NOT_AVRO);
  }

  @Test
  void recordsThatEndAnywhereAreNotAvro() {
    byte[] whole = StatusDriver.bytes(update().build());
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      driver.pipe(Topics.RUN_UPDATES.name(), run, part, Decisions.AT);
    }

    assertThat(driver.deadLetters())
        .hasSize(whole.length)
        .allMatch(letter -> letter.getReason() == DeadLetterReason.NOT_AVRO);
  }

  /** The broker lets it pass if it was compressed well. */
  @Test
  void anUpdateOverAMebibyteIsTooLargeWhateverItWasCompressedTo() {
    int rest = StatusDriver.bytes(update().setMessage("x".repeat(1_000_000)).build()).length;
    String most = "x".repeat(1_000_000 + Limits.RECORD_BYTES - rest - run.length());

    driver.update(update().setMessage(most + "x"));
    assertThat(driver.statuses()).isEmpty();
    driver.update(update().setMessage(most));

    assertThat(driver.shown()).endsWith("spacelift/tracked: 1 succeeded SUCCESSFUL");
    DeadLetter letter = driver.deadLetters().getFirst();
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.RECORD_TOO_LARGE);
    assertThat(letter.getMessage()).isEqualTo("1048577 bytes when unpacked (allowed: 1048576)");
    assertThat(letter.getValue().remaining()).isEqualTo(1_048_577 - run.length());
  }

  @Test
  void headersAreWeighedToo() {
    Headers headers = new RecordHeaders().add("trace", new byte[Limits.RECORD_BYTES]);
    byte[] bytes = StatusDriver.bytes(update().build());
    driver.pipe(Topics.RUN_UPDATES.name(), new TestRecord<>(run, bytes, headers, Decisions.AT));

    assertThat(driver.statuses()).isEmpty();
    assertThat(driver.deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactly(DeadLetterReason.RECORD_TOO_LARGE);
  }

  @Test
  void aHugeKeyIsLeftAtItsOrigin() {
    String key = "k".repeat(5_000_000);
    driver.pipe(Topics.RUN_UPDATES.name(), key, StatusDriver.bytes(update().build()), Decisions.AT);

    DeadLetter letter = driver.deadLetters().getFirst();
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.RECORD_TOO_LARGE);
    assertThat(letter.getMessage()).endsWith(" (the key of 5000000 bytes is left at its origin)");
    assertThat(letter.getKey()).isNull();
    assertThat(letter.getValue()).isNotNull();
  }

  @Test
  void aHugeMessageIsCutAndAHugeLinkIsNotUsed() {
    driver.update(
        update()
            .setState("STOPPED")
            .setMessage("x".repeat(900_000))
            .setUrl("https://runs.example.com/" + "y".repeat(50_000)));

    CommitStatus status = driver.statuses().getFirst();
    assertThat(status.getDescription()).hasSize(255).endsWith("x…");
    assertThat(status.getName()).hasSize(255);
    assertThat(status.getUrl()).startsWith("https://bitbucket.org/Infra/Live-Config/commits/");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a\\r\\nb\\0c\\33[31m | a b c [31m",
        "a\u0085b\u2028c\u2029d | a b c d",
        "tset\u202Eevil\u2066x | tset evil x",
        "\\0\\1 | stopped"
      })
  void controlCharactersDoNotReachBitbucket(String message, String shown) {
    driver.update(update().setState("STOPPED").setMessage(message.translateEscapes()));

    assertThat(driver.statuses().getFirst().getDescription()).isEqualTo(shown);
  }

  @Test
  void halfASurrogatePairBecomesAReplacementCharacter() {
    byte[] bytes = StatusDriver.bytes(update().setState("STOPPED").setMessage("ab#####cd").build());
    int at = new String(bytes, ISO_8859_1).indexOf("#####");
    // The high half alone, as UTF-8 that is none, before two plain characters.
    System.arraycopy(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80, 'x', 'y'}, 0, bytes, at, 5);
    driver.pipe(Topics.RUN_UPDATES.name(), run, bytes, Decisions.AT);

    assertThat(driver.statuses().getFirst().getDescription()).matches("ab\\uFFFD+xycd");
  }

  @Test
  void resourcesThatCannotBeAreNotShownAndTheStateCounts() {
    driver.update(update().setDelta(new RunDelta(1L, -2L, 1L)));

    assertThat(driver.shown()).startsWith("spacelift/network: Plan contains no changes SUCCESSFUL");
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, LARGEST + 1, Long.MAX_VALUE})
  void aTimeThatCannotBeIsReplacedByTheRecords(long at) {
    RunUpdate update = update().setAt(Instant.ofEpochMilli(at)).build();
    driver.pipe(Topics.RUN_UPDATES.name(), run, StatusDriver.bytes(update), Decisions.AT);

    assertThat(driver.statuses())
        .extracting(CommitStatus::getUpdatedAt)
        .containsOnly(Decisions.AT)
        .isNotEmpty();
  }

  @Test
  void aRecordFromTheFutureLetsNoCommitLookForgotten() {
    Instant future = Decisions.AT.plus(Duration.ofDays(400));
    driver.pipe(Topics.RUN_UPDATES.name(), run, StatusDriver.bytes(update().build()), future);
    driver.pipe(Topics.RUN_UPDATES.name(), run, null, future);
    driver.update(run, "STOPPED", 2);

    assertThat(driver.shown()).endsWith("spacelift/tracked: 1 stopped STOPPED");
    assertThat(driver.deadLetters()).hasSize(1);
  }

  @Test
  void aStatusIsNotAsOldAsItsUpdateOrTheBrokerWouldDropIt() {
    byte[] bytes = StatusDriver.bytes(update().build());
    driver.pipe(Topics.RUN_UPDATES.name(), run, bytes, Instant.EPOCH);

    assertThat(driver.statusTimes()).containsExactly(Decisions.AT, Decisions.AT);
  }

  @Test
  void aDecisionReadTwiceCountsOnce() {
    driver.decide(Decisions.cloud(ALL).started("network", TRACKED));

    assertThat(driver.statuses()).isEmpty();
    assertThat(driver.deadLetters()).isEmpty();
  }

  @Test
  void manyBadRecordsHoldUpNothing() {
    for (String state : List.of("", "finished", "FINISHED ", "x".repeat(100_000))) {
      driver.update(run, state, 1);
    }
    driver.pipe(Topics.RUN_UPDATES.name(), run, "garbage".getBytes(UTF_8), Decisions.AT);
    driver.update(run, "FINISHED", 1);

    assertThat(driver.deadLetters()).hasSize(5);
    assertThat(driver.shown()).endsWith("spacelift/tracked: 1 succeeded SUCCESSFUL");
  }

  private RunUpdate.Builder update() {
    return RunUpdate.newBuilder()
        .setRunId(run)
        .setState("FINISHED")
        .setStateVersion(1)
        .setAt(Decisions.AT);
  }
}
