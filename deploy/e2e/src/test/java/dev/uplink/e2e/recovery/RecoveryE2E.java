package dev.uplink.e2e.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.e2e.Target;
import dev.uplink.e2e.TopicReader;
import dev.uplink.e2e.Webhook;
import dev.uplink.e2e.World;
import dev.uplink.local.Arrangement;
import dev.uplink.local.PartName;
import dev.uplink.local.Tuning;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.Stack;
import dev.uplink.schemas.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cases of deploy/recovery: what is lost, its script, and that nothing is lost or doubled. The two
 * that restart everybody are in {@link RegistryAndKeysE2E}.
 */
@Tag("chaos")
class RecoveryE2E {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir static Path data;
  private static PlantedFault fault;
  private static Wreck wreck;

  @BeforeAll
  static void start() {
    fault = PlantedFault.in(data);
    Tuning usual = Tuning.LOCAL;
    List<String> flags = new ArrayList<>(usual.serviceFlags());
    flags.add(fault.jvmFlag());
    wreck =
        Wreck.start(
            data,
            Arrangement.standard()
                .tuned(
                    new Tuning(
                        usual.broker(),
                        usual.serviceHeapMegabytes(),
                        flags,
                        usual.serviceEnvironment())));
  }

  @AfterAll
  static void stop() {
    wreck.close();
  }

  @Test
  void aLostCatalogueTopicIsRebuiltFromTheDatabase() {
    World world = wreck.world();
    Site site = Site.in(world);
    Target kept = site.stack("kept");
    Target deleted = site.stack("deleted");
    site.awaitStarts(kept, deleted);
    wreck.deleteTopics(Topics.STACKS.name()::equals);
    world.controlPlane().delete(deleted.path()).expect(204);
    Target made = site.integration().create("/stacks", World.unique("made"), site.repository());

    Wreck.Said said = wreck.script("catalogue-topic").successfully();

    assertThat(said.text()).contains("0 tombstones wait in the outbox");
    // Not the one whose tombstone went with the topic: what was read of the old one is given up.
    site.awaitStarts(kept, made);
    assertThat(wreck.world().all(Topics.STACKS).stream().map(record -> record.value().getId()))
        .contains(kept.id(), made.id())
        .doesNotContain(deleted.id());
  }

  @Test
  void aDatabaseOfAnHourAgoAndTheTopicsComeTogetherAgain() {
    World world = wreck.world();
    Site site = Site.in(world);
    Target renamed = site.stack("renamed");
    Target deleted = site.stack("deleted");
    site.awaitStarts(renamed, deleted);
    String name = stack(renamed).getName();
    wreck.uplink().stop(PartName.INGRESS);
    wreck.databases().backUp();
    Instant backup = Instant.now();
    wreck.uplink().start(PartName.INGRESS);

    Target made = site.stack("made");
    world.controlPlane().patch(renamed.path(), Map.of("name", "Another name")).expect(200);
    world.controlPlane().delete(deleted.path()).expect(204);
    String commit = site.awaitStarts(renamed, made);
    String delivery = Recovered.decisionAt(wreck, commit).getDeliveryId();
    await("the new name to be published")
        .atMost(PATIENCE)
        .until(() -> stack(renamed).getName().equals("Another name"));
    long revision = stack(renamed).getRevision();

    wreck.uplink().stop(PartName.INGRESS);
    wreck.databases().restore();
    Wreck.Said said = wreck.script("database", backup.toString()).successfully();
    wreck.uplink().start(PartName.INGRESS);

    assertThat(said.text())
        .contains("1 tombstones wait in the outbox")
        .containsPattern("stack\\.create +\\S*" + made.id())
        .containsPattern("stack\\.delete +\\S*" + deleted.id())
        .contains("3 changes since " + backup);
    site.awaitStarts(renamed, deleted);
    assertThat(stack(renamed).getName()).isEqualTo(name);
    assertThat(stack(renamed).getRevision()).isEqualTo(revision + 1);
    assertThat(world.controlPlane().get(made.path()).status()).isEqualTo(404);
    try (TopicReader<RunCommand> commands = world.commands()) {
      RunCommand stop =
          commands.awaitOne(
              "the stop of what runs for a stack that is gone",
              command ->
                  command.getTargetId().equals(made.id())
                      && command.getAction() == RunAction.STOP
                      && command.getCommitSha().equals(commit));
      assertThat(stop.getReason()).isEqualTo("TARGET_DELETED");
    }
    await("the list of deliveries to be whole again")
        .atMost(PATIENCE)
        .until(() -> "DECIDED".equals(delivery(delivery).path("status").asText()));
  }

  @Test
  void aLostStateDirectoryIsReadBackFromKafka() {
    Site site = Site.in(wreck.world());
    Target stack = site.stack("network");
    String commit = site.awaitStarts(stack);
    Decision before = Recovered.decisionAt(wreck, commit);
    wreck.uplink().kill(PartName.PROCESSOR);

    String management = wreck.uplink().endpoints().processorManagement().toString();
    wreck
        .script("state-directory", wreck.uplink().state(PartName.PROCESSOR).toString(), management)
        .successfully();
    assertThat(wreck.uplink().state(PartName.PROCESSOR)).doesNotExist();
    wreck.uplink().start(PartName.PROCESSOR);
    wreck.script("await-ready", management).successfully();

    Recovered.remembers(wreck, site, stack, commit, before);
  }

  @Test
  void aStateDirectoryInUseIsNotTouched() {
    Wreck.Said said =
        wreck.script(
            "state-directory",
            wreck.uplink().state(PartName.PROCESSOR).toString(),
            wreck.uplink().endpoints().processorManagement().toString());

    assertThat(said.exitCode()).isEqualTo(2);
    assertThat(said.text()).contains("stop it first");
    assertThat(wreck.uplink().state(PartName.PROCESSOR)).isDirectory();
  }

  @Test
  void lostInternalTopicsAreFilledFromTheStateDirectory() {
    Site site = Site.in(wreck.world());
    Target stack = site.stack("network");
    String commit = site.awaitStarts(stack);
    Decision before = Recovered.decisionAt(wreck, commit);
    awaitTopicsKnown("uplink-processor");
    wreck.uplink().stop(PartName.PROCESSOR);
    wreck.deleteTopics(topic -> topic.matches("uplink-processor-.*-(changelog|repartition)"));

    CompletableFuture<Void> starting =
        CompletableFuture.runAsync(() -> wreck.uplink().start(PartName.PROCESSOR));
    await("the processor to say what is lost")
        .atMost(PATIENCE)
        .until(() -> log("processor").contains("A lost internal topic"));
    wreck.uplink().stop(PartName.PROCESSOR);
    assertThat(starting).failsWithin(PATIENCE);
    Wreck.Said said = wreck.script("internal-topic", "processor").successfully();
    assertThat(said.text()).containsPattern("[1-9]\\d* rows are written to uplink-processor-");
    wreck.uplink().start(PartName.PROCESSOR);

    Recovered.remembers(wreck, site, stack, commit, before);
  }

  @Test
  void aDeadLetterIsPutThroughAgainOnceAfterTheFix() {
    Site site = Site.in(wreck.world());
    Target stack = site.stack("network");
    wreck.world().controlPlane().patch(stack.path(), Map.of("trackTags", "release-*")).expect(200);
    site.awaitStarts(stack);
    fault.show();
    String delivery =
        Webhook.tagPush(site.integration(), site.repository(), "release-1").accepted();
    await("the dead letter")
        .atMost(PATIENCE)
        .until(
            () ->
                wreck.world().all(Topics.DEAD_LETTERS).stream()
                    .anyMatch(letter -> delivery.equals(letter.value().getDeliveryId())));
    await("the control plane to know where its bytes are")
        .atMost(PATIENCE)
        .until(() -> "DEAD_LETTER".equals(delivery(delivery).path("status").asText()));
    fault.mend();
    wreck.uplink().stop(PartName.PROCESSOR);
    wreck.uplink().start(PartName.PROCESSOR);

    Wreck.Said preview = wreck.script("dead-letters");
    Wreck.Said first = wreck.script("dead-letters", "--for-real").successfully();
    Wreck.Said second = wreck.script("dead-letters", "--for-real").successfully();

    assertThat(preview.exitCode()).isEqualTo(1);
    assertThat(preview.text())
        .contains(delivery)
        .contains("no candidate → would START now, TRACKED");
    assertThat(first.text()).contains(delivery + "  replayed as").contains("1 replayed, 0 not");
    assertThat(second.text()).contains("1 replayed, 0 not");
    assertThat(
            wreck.world().all(Topics.DECISIONS).stream()
                .map(ConsumerRecord::value)
                .filter(decision -> delivery.equals(decision.getReplayOf())))
        .singleElement()
        .satisfies(
            decision ->
                assertThat(decision.getOutcomes())
                    .extracting(DecisionOutcome::getOutcome)
                    .containsExactly(OutcomeType.STARTED));
  }

  /** The guard looks every few seconds; what it has not seen yet is not missed. */
  private static void awaitTopicsKnown(String application) {
    Path file = wreck.uplink().state(PartName.PROCESSOR).resolve(application + ".topics");
    await("the topics to be noted")
        .atMost(PATIENCE)
        .until(
            () -> Files.exists(file) && Files.readString(file).contains("runs-over-repartition"));
  }

  private static Stack stack(Target target) {
    List<ConsumerRecord<String, Stack>> records = wreck.world().all(Topics.STACKS);
    return records.stream()
        .map(ConsumerRecord::value)
        .filter(stack -> stack.getId().equals(target.id()))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private static JsonNode delivery(String id) {
    return wreck.world().controlPlane().get("/deliveries/" + id).body();
  }

  private static String log(String part) {
    try {
      return Files.readString(wreck.uplink().logs().resolve(part + ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
