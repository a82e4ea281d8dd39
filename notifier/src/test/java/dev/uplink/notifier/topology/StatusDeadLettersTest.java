package dev.uplink.notifier.topology;

import static dev.uplink.schemas.avro.RunType.TRACKED;
import static dev.uplink.schemas.avro.VcsChecks.ALL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusDeadLettersTest {
  private static final String UNKNOWN = "0".repeat(16) + "." + "1".repeat(32);

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
  void anUpdateOfAnUnknownRunWaitsTenMinutesAndNoLonger() {
    driver.update(UNKNOWN, "PLANNING", 1);
    driver.wait(Duration.ofMinutes(10).minusSeconds(1));
    assertThat(driver.deadLetters()).isEmpty();

    driver.wait(Duration.ofSeconds(6));

    assertThat(driver.deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactly(DeadLetterReason.UNKNOWN_RUN);
  }

  @Test
  void aDeadLetterGivesTheRecordBackAsItWas() {
    RunUpdate update =
        RunUpdate.newBuilder()
            .setRunId(UNKNOWN)
            .setState("PLANNING")
            .setStateVersion(1)
            .setAt(Decisions.AT)
            .build();
    driver.pipe(Topics.RUN_UPDATES.name(), "a key", StatusDriver.bytes(update), Decisions.AT);
    driver.wait(Duration.ofMinutes(11));

    DeadLetter letter = driver.deadLetters().getFirst();
    assertThat(letter.getOriginTopic()).isEqualTo(Topics.RUN_UPDATES.name());
    assertThat(letter.getOriginOffset()).isZero();
    assertThat(letter.getKey().array()).isEqualTo("a key".getBytes(UTF_8));
    assertThat(letter.getValue().array()).isEqualTo(StatusDriver.bytes(update));
    assertThat(letter.getApplication()).isEqualTo("notifier");
    assertThat(letter.getAt()).isEqualTo(Decisions.AT);
  }

  @Test
  void everyUpdateOfAnUnknownRunEndsAsADeadLetterAndOnlyOnce() {
    for (int version : List.of(3, 1, 2, 2)) {
      driver.update(UNKNOWN, "PLANNING", version);
    }
    driver.wait(Duration.ofMinutes(11));
    assertThat(driver.deadLetters())
        .extracting(DeadLetter::getOriginOffset)
        .containsExactly(0L, 1L, 2L, 3L);

    driver.wait(Duration.ofMinutes(11));
    assertThat(driver.deadLetters()).isEmpty();
  }

  @Test
  void noneOfTheUpdatesThatWaitedForADecisionIsADeadLetter() {
    Decisions decision = Decisions.cloud(ALL).started("network", TRACKED);
    driver.update(decision.run("network", TRACKED), "FINISHED", 2);
    driver.update(decision.run("network", TRACKED), "PLANNING", 1);
    driver.decide(decision);
    driver.wait(Duration.ofMinutes(11));

    assertThat(driver.shown()).contains("spacelift/tracked: 1 succeeded SUCCESSFUL");
    assertThat(driver.deadLetters()).isEmpty();
  }

  @Test
  void aStateThatNobodyKnowsIsADeadLetter() {
    Decisions decision = Decisions.cloud(ALL).started("network", TRACKED);
    driver.decide(decision);
    driver.update(decision.run("network", TRACKED), "EXPLODED", 1);

    DeadLetter letter = driver.deadLetters().getFirst();
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.UNKNOWN_RUN_STATE);
    assertThat(letter.getMessage()).contains("EXPLODED");
  }

  @Test
  void aMalformedRunIdIsAnInvalidRecord() {
    driver.update("run-1", "PLANNING", 1);

    assertThat(driver.deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactly(DeadLetterReason.INVALID_RECORD);
  }

  @Test
  void tombstonesHaveNoPlaceOnTopicsOfEvents() {
    driver.pipe(Topics.RUN_UPDATES.name(), UNKNOWN, null, Decisions.AT);
    driver.pipe(Topics.DECISIONS.name(), "a/b/c/d", null, Decisions.AT);

    assertThat(driver.deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactly(
            DeadLetterReason.UNEXPECTED_TOMBSTONE, DeadLetterReason.UNEXPECTED_TOMBSTONE);
  }

  @Test
  void anIntegrationThatIsNotAvroIsADeadLetterAndTheNextIsRead() {
    driver.pipe(Topics.INTEGRATIONS.name(), "acme/int-a", "{}".getBytes(UTF_8), Decisions.AT);
    driver.integration("int-a", "https://code.example.org", 1);

    assertThat(driver.unreadable).containsExactly("NOT_AVRO uplink.integrations/0/0 {}");
    assertThat(driver.driver.getKeyValueStore(KeepIntegrations.STORE).get("acme/int-a"))
        .isNotNull();
  }

  @Test
  void bytesThatAreNotAvroDoNotStopThoseBehindThem() {
    driver.pipe(Topics.RUN_UPDATES.name(), UNKNOWN, "{}".getBytes(UTF_8), Decisions.AT);
    driver.decide(Decisions.cloud(ALL).started("network", TRACKED));

    assertThat(driver.deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactly(DeadLetterReason.NOT_AVRO);
    assertThat(driver.statuses()).hasSize(4);
  }
}
