package dev.uplink.notifier.topology;

import static dev.uplink.schemas.avro.RunType.MODULE_PROPOSED;
import static dev.uplink.schemas.avro.RunType.MODULE_TRACKED;
import static dev.uplink.schemas.avro.RunType.PROPOSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.RunTestCase;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.avro.VcsChecks;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A module's run says how each of its test cases is. */
class ModuleTestCasesTest {
  @TempDir private Path stateDir;
  private StatusDriver driver;
  private final Decisions decision = Decisions.cloud(VcsChecks.ALL).started("vpc", MODULE_PROPOSED);
  private final String run = decision.run("vpc", MODULE_PROPOSED);

  @BeforeEach
  void open() {
    driver = new StatusDriver(stateDir);
    driver.decide(decision);
    driver.statuses();
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void eachHasAStatusOfItsOwnAndCountsInItsGroup() {
    report(run, "PLANNING", 1, one("small", "FINISHED"), one("ipv6", "PLANNING"));

    assertThat(driver.shown())
        .containsExactly(
            "spacelift/vpc: planning INPROGRESS",
            "spacelift/vpc/ipv6: planning INPROGRESS",
            "spacelift/vpc/small: passed SUCCESSFUL",
            "spacelift/modules: 1 in progress, 1 succeeded INPROGRESS");
  }

  @Test
  void whenTheyHaveEndedTheRunIsWhatTheyAre() {
    report(run, "PLANNING", 1, one("small", "PLANNING"), one("ipv6", "PLANNING"));
    driver.shown();

    report(run, "FAILED", 2, one("small", "FINISHED"), failed("ipv6", "no route"));

    assertThat(driver.shown())
        .containsExactly(
            "spacelift/vpc: Job has failed FAILED",
            "spacelift/vpc/ipv6: no route FAILED",
            "spacelift/vpc/small: passed SUCCESSFUL",
            "spacelift/modules: 1 failed, 1 succeeded FAILED");
  }

  @Test
  void aRunThatFailsBesideThemCountsToo() {
    report(run, "FAILED", 1, one("small", "FINISHED"), one("ipv6", "FINISHED"));

    assertThat(driver.shown()).endsWith("spacelift/modules: 1 failed, 2 succeeded FAILED");
  }

  @Test
  void aStackHasNone() {
    Decisions stack = Decisions.cloud(VcsChecks.ALL).delivery("stack").started("network", PROPOSED);
    driver.decide(stack);
    driver.statuses();

    report(stack.run("network", PROPOSED), "FAILED", 1, failed("small", "no route"));

    assertThat(driver.shown())
        .containsExactly(
            "spacelift/network: Job has failed FAILED", "spacelift/proposed: 1 failed FAILED");
  }

  @Test
  void theyLeadToTheirOwnPages() {
    RunTestCase linked =
        RunTestCase.newBuilder(one("small", "PLANNING"))
            .setUrl("https://ci.example/1/small")
            .build();
    report(run, "PLANNING", 1, linked, one("ipv6", "PLANNING"));

    assertThat(driver.statuses())
        .extracting(CommitStatus::getKey, CommitStatus::getUrl)
        .contains(
            tuple("spacelift/vpc/small", "https://ci.example/1/small"),
            tuple("spacelift/vpc/ipv6", "https://ci.example/1"));
  }

  @Test
  void whatIsUnderWayStopsWithTheRun() {
    report(run, "PLANNING", 1, one("small", "FINISHED"), one("ipv6", "PLANNING"));
    driver.shown();

    driver.stop(run, "SUPERSEDED");

    assertThat(driver.shown())
        .contains("spacelift/modules: 1 stopped, 1 succeeded STOPPED")
        .anyMatch(shown -> shown.startsWith("spacelift/vpc/ipv6: ") && shown.endsWith(" STOPPED"))
        .noneMatch(shown -> shown.startsWith("spacelift/vpc/small"));
  }

  @Test
  void oneThatIsTakenOutWhileItIsUnderWayDoesNotHang() {
    report(run, "PLANNING", 1, one("small", "FINISHED"), one("ipv6", "PLANNING"));
    driver.shown();

    report(run, "FINISHED", 2, one("small", "FINISHED"));

    assertThat(driver.shown())
        .containsExactly(
            "spacelift/vpc: Plan contains no changes SUCCESSFUL",
            "spacelift/vpc/ipv6: no longer part of the run STOPPED",
            "spacelift/modules: 1 succeeded SUCCESSFUL");
  }

  @Test
  void aLaterRunAtTheCommitTakesThemOver() {
    report(run, "PLANNING", 1, one("small", "PLANNING"), failed("ipv6", "no route"));
    Decisions merged =
        Decisions.cloud(VcsChecks.ALL).delivery("merge").started("vpc", MODULE_TRACKED);
    driver.decide(merged);
    driver.shown();

    report(merged.run("vpc", MODULE_TRACKED), "FINISHED", 1, one("ipv6", "FINISHED"));

    assertThat(driver.shown())
        .contains("spacelift/vpc/ipv6: passed SUCCESSFUL")
        .endsWith("spacelift/modules: 1 failed, 1 in progress, 1 succeeded FAILED");
  }

  @Test
  void theOrderInWhichTheyAreNamedSaysNothing() {
    report(run, "PLANNING", 1, one("small", "PLANNING"), one("ipv6", "PLANNING"));
    driver.shown();

    report(run, "PLANNING", 1, one("ipv6", "PLANNING"), one("small", "PLANNING"));

    assertThat(driver.shown()).isEmpty();
  }

  @Test
  void theyAreKnownAfterARestart() {
    report(run, "PLANNING", 1, one("small", "PLANNING"));
    driver.shown();
    driver.restart();

    report(run, "PLANNING", 2, one("small", "FINISHED"));

    assertThat(driver.shown())
        .containsExactly(
            "spacelift/vpc/small: passed SUCCESSFUL",
            "spacelift/modules: 1 in progress, 1 succeeded INPROGRESS");
  }

  /** Slugs of modules may be words, too. */
  @Test
  void aModuleCalledModuleIsNoPrefixOfOthers() {
    Decisions odd = Decisions.cloud(VcsChecks.INDIVIDUAL).on("odd", "c3".repeat(20));
    driver.decide(odd.started("module", MODULE_PROPOSED));
    driver.statuses();

    report(odd.run("module", MODULE_PROPOSED), "PLANNING", 1, one("vpc", "PLANNING"));

    assertThat(driver.keys())
        .containsExactly("spacelift/module/module", "spacelift/module/module/vpc");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a/b | PLANNING | testCases.id: 'a/b' (expected: 1 to 64 letters, digits, '.', '-', '_')",
        "'' | PLANNING | testCases.id: '' (expected: 1 to 64 letters, digits, '.', '-', '_')",
        "small | PLANNING | testCases.id: 'small' twice",
        "ipv6 | RESTING | testCases.state: 'RESTING' of 'ipv6'"
      })
  void whatNoStatusCanBeMadeOfIsAnInvalidRecord(String id, String state, String message) {
    report(run, "PLANNING", 1, one("small", "PLANNING"), one(id, state));

    DeadLetter letter = driver.deadLetters().getFirst();
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.INVALID_RECORD);
    assertThat(letter.getMessage()).isEqualTo(message);
    assertThat(driver.statuses()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"99, true", "100, true", "101, false"})
  void thereMayBeAHundred(int count, boolean shown) {
    report(
        run,
        "PLANNING",
        1,
        IntStream.range(0, count)
            .mapToObj(i -> one("case-" + i, "PLANNING"))
            .toArray(RunTestCase[]::new));

    assertThat(driver.statuses()).hasSize(shown ? count + 2 : 0);
    assertThat(driver.deadLetters())
        .extracting(DeadLetter::getMessage)
        .isEqualTo(shown ? List.of() : List.of("testCases: 101 (allowed: 100)"));
  }

  private void report(String of, String state, long version, RunTestCase... cases) {
    driver.update(
        RunUpdate.newBuilder()
            .setRunId(of)
            .setState(state)
            .setStateVersion(version)
            .setUrl("https://ci.example/1")
            .setTestCases(Arrays.asList(cases)));
  }

  private static RunTestCase one(String id, String state) {
    return RunTestCase.newBuilder().setId(id).setState(state).build();
  }

  private static RunTestCase failed(String id, String why) {
    return RunTestCase.newBuilder(one(id, "FAILED")).setMessage(why).build();
  }
}
