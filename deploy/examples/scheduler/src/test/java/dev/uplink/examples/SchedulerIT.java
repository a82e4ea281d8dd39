package dev.uplink.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunUpdate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The example over a real broker, with a program that notes its run and waits for a file. */
@ExtendWith(RunningBroker.class)
class SchedulerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String run = "00112233aabbccdd." + UUID.randomUUID().toString().replace("-", "");
  private final Path folder;
  private final Broker broker;
  private RunTopics topics;
  private Scheduler scheduler;

  SchedulerIT(Broker broker, @TempDir Path folder) {
    this.broker = broker;
    this.folder = folder;
    this.topics = broker.topics();
    this.scheduler = new Scheduler(topics, program());
  }

  @AfterEach
  void crash() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    topics.close();
  }

  @Test
  void aCommandThatIsReadTwiceMakesOneRun() throws Exception {
    broker.command(RunAction.START, run);
    broker.command(RunAction.START, run);
    awaitTold("PERFORMING");
    programsEndWith(0);
    awaitTold("FINISHED");
    broker.command(RunAction.START, run);
    restart();
    scheduler.step();

    assertThat(started()).containsExactly(run);
    assertThat(told()).containsExactly(tuple("PERFORMING", 1L, null), tuple("FINISHED", 2L, null));
  }

  @Test
  void afterACrashTheSameRunGoesOn() throws Exception {
    broker.command(RunAction.START, run);
    awaitTold("PERFORMING");
    await().atMost(PATIENCE).until(() -> started().size() == 1);
    crash();
    restart();
    scheduler.step();
    await().atMost(PATIENCE).until(() -> started().size() == 2);
    programsEndWith(0);
    awaitTold("FINISHED");

    assertThat(started()).containsExactly(run, run);
    assertThat(told()).containsExactly(tuple("PERFORMING", 1L, null), tuple("FINISHED", 2L, null));
  }

  @Test
  void aStopEndsTheRunOnce() throws Exception {
    broker.command(RunAction.START, run);
    awaitTold("PERFORMING");
    broker.command(RunAction.STOP, run);
    awaitTold("STOPPED");
    await()
        .atMost(PATIENCE)
        .until(() -> ProcessHandle.current().descendants().noneMatch(ProcessHandle::isAlive));
    broker.command(RunAction.STOP, run);
    restart();
    scheduler.step();

    assertThat(told()).containsExactly(tuple("PERFORMING", 1L, null), tuple("STOPPED", 2L, null));
  }

  @Test
  void whatWasStoppedBeforeItWasSeenIsNeverStarted() throws Exception {
    broker.command(RunAction.START, run);
    broker.command(RunAction.STOP, run);
    restart();
    awaitTold("STOPPED");

    assertThat(started()).isEmpty();
    assertThat(told()).containsExactly(tuple("STOPPED", 1L, null));
  }

  @Test
  void anUpdateAddsThePullRequestOnce() throws Exception {
    broker.command(RunAction.START, run);
    awaitTold("PERFORMING");
    broker.update(run, 7);
    broker.update(run, 7);
    await().atMost(PATIENCE).until(() -> step().getStateVersion() == 2);
    restart();
    programsEndWith(1);
    awaitTold("FAILED");

    String word = "for pull request 7";
    assertThat(told())
        .containsExactly(
            tuple("PERFORMING", 1L, null),
            tuple("PERFORMING", 2L, word),
            tuple("FAILED", 3L, word));
  }

  @Test
  void theExampleStaysAsShortAsItIsSaidToBe() throws Exception {
    assertThat(Path.of("src/main/java/dev/uplink/examples/Scheduler.java"))
        .content()
        .satisfies(text -> assertThat(text.lines()).hasSizeLessThan(100));
  }

  private List<String> program() {
    return List.of(
        "sh",
        "-c",
        """
        echo $RUN_ID >> '%1$s/started'
        until [ -e '%1$s/gate' ]; do sleep 0.02; done
        exit $(cat '%1$s/gate')
        """
            .formatted(folder));
  }

  /** As another process would: with nothing kept but what is on the topics. */
  private void restart() {
    topics.close();
    topics = broker.topics();
    scheduler = new Scheduler(topics, program());
  }

  private void programsEndWith(int code) throws IOException {
    Files.writeString(folder.resolve("gate.new"), Integer.toString(code));
    Files.move(folder.resolve("gate.new"), folder.resolve("gate"));
  }

  private List<String> started() throws IOException {
    Path file = folder.resolve("started");
    return Files.exists(file)
        ? Files.readAllLines(file).stream().filter(run::equals).toList()
        : List.of();
  }

  private void awaitTold(String state) {
    await(state)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> step().getState().equals(state));
  }

  /** Lets the scheduler do what is to be done; its last word on the run. */
  private RunUpdate step() throws Exception {
    do {
      scheduler.step();
    } while (broker.updatesOf(run).isEmpty());
    return broker.updatesOf(run).getLast();
  }

  private List<Tuple> told() {
    return broker.updatesOf(run).stream()
        .map(told -> tuple(told.getState(), told.getStateVersion(), told.getMessage()))
        .toList();
  }
}
