package dev.uplink.e2e.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.uplink.e2e.Scheduler;
import dev.uplink.e2e.Target;
import dev.uplink.local.Arrangement;
import dev.uplink.local.PartName;
import dev.uplink.schemas.avro.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A notifier that is killed, and its internal topics lost with it. */
@Tag("chaos")
class KilledNotifierE2E {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String OWN = "uplink-notifier-";

  @TempDir static Path data;
  private static Wreck wreck;

  @BeforeAll
  static void start() {
    wreck = Wreck.start(data, Arrangement.standard());
  }

  @AfterAll
  static void stop() {
    wreck.close();
  }

  @Test
  void whatItsDiskHasFillsTheTopicsAgain() {
    Site site = Site.in(wreck.world());
    Target stack = site.stack("network");
    String commit = site.awaitStarts(stack);
    Decision decision = Recovered.decisionAt(wreck, commit);
    wreck
        .world()
        .sandbox()
        .awaitStatuses(commit, shown -> shown.isState("spacelift/tracked", "INPROGRESS"));
    // What was in memory only is lost with a process that is killed: this brings it to the disk.
    wreck.uplink().stop(PartName.NOTIFIER);
    wreck.uplink().start(PartName.NOTIFIER);
    awaitTopicsKnown();
    wreck.uplink().kill(PartName.NOTIFIER);
    wreck.deleteTopics(topic -> topic.startsWith(OWN));

    Wreck.Said said = wreck.script("internal-topic", "notifier", "--unclosed").successfully();
    wreck.uplink().start(PartName.NOTIFIER);

    assertThat(said.text()).containsPattern("[1-9]\\d* rows are written to " + OWN);
    // Only who remembers the run knows which commit the end of it is about.
    try (Scheduler scheduler = wreck.world().scheduler()) {
      scheduler.report(decision.getOutcomes().getFirst().getRunId(), "FINISHED", 1);
    }
    assertThat(
            wreck
                .world()
                .sandbox()
                .awaitStatuses(commit, shown -> shown.isState("spacelift/tracked", "SUCCESSFUL"))
                .of("spacelift/tracked")
                .name())
        .isEqualTo("spacelift/tracked: 1 succeeded");
  }

  /** The guard looks every few seconds; what it has not seen yet is not missed. */
  private static void awaitTopicsKnown() {
    Path known = wreck.uplink().state(PartName.NOTIFIER).resolve("uplink-notifier.topics");
    Set<String> topics = wreck.topics(topic -> topic.startsWith(OWN));
    assertThat(topics).isNotEmpty();
    await("the topics to be noted")
        .atMost(PATIENCE)
        .until(() -> topics.stream().allMatch(text(known)::contains));
  }

  private static String text(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
