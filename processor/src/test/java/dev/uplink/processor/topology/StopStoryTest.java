package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.push;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that lose their stack or their integration before they end. */
class StopStoryTest {
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private Story story = new Story();

  @BeforeEach
  void anIntegrationWithAStack() {
    anIntegrationWithAStack(story);
  }

  private static void anIntegrationWithAStack(Story story) {
    story
        .publish(Topics.SPACES, "root", Samples.space("root", null, false))
        .publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build())
        .publish(Topics.STACKS, "network", Samples.stack("network").build());
  }

  @AfterEach
  void close() {
    story.close();
  }

  @Test
  void runsOfADetachedStackAreStoppedOnce() {
    RunCommand start = started("network");

    detach();
    story.passing(A_MOMENT);

    RunCommand stop = only(story.commands());
    assertThat(stop)
        .isEqualTo(
            RunCommand.newBuilder(start)
                .setAction(RunAction.STOP)
                .setReason("INTEGRATION_DETACHED")
                .setCommandId(stop.getCommandId())
                .setIssuedAt(stop.getIssuedAt())
                .build());
    assertThat(stop.getCommandId()).isNotEqualTo(start.getCommandId());
    story.passing(Duration.ofHours(2));
    assertThat(story.commands()).isEmpty();
  }

  @Test
  void runsOfADeletedModuleAreStoppedAndThoseOfOthersGoOn() {
    story.publish(Topics.MODULES, "vpc", Samples.module("vpc"));
    RunCommand start = started("vpc");

    story.publish(Topics.MODULES, "vpc", null).passing(A_MOMENT);

    RunCommand stop = only(story.commands());
    assertThat(stop.getRunId()).isEqualTo(start.getRunId());
    assertThat(stop.getAction()).isEqualTo(RunAction.STOP);
    assertThat(stop.getReason()).isEqualTo("TARGET_DELETED");
  }

  @Test
  void aStackThatIsGivenAnotherIntegrationAtOnceLosesItsRunsToo() {
    started("network");

    detach();
    story
        .publish(Topics.INTEGRATIONS, "bb-2", Samples.integration("bb-2").build())
        .publish(
            Topics.STACKS,
            "network",
            Samples.stack("network").setIntegrationId("bb-2").setRevision(3).build())
        .passing(A_MOMENT);

    assertThat(only(story.commands()).getReason()).isEqualTo("INTEGRATION_DETACHED");
  }

  /** Its scheduler has been told to stop it, and has not said yet that it did. */
  @Test
  void aRunThatWasSupersededIsNotStoppedAgain() {
    story
        .deliver(push("d1", branch("dev", 'a', 'b')))
        .deliver(push("d2", branch("dev", 'b', null)));
    assertThat(story.commands())
        .extracting(RunCommand::getAction)
        .containsExactly(RunAction.START, RunAction.STOP);

    story.publish(Topics.STACKS, "network", null).passing(A_MOMENT);

    assertThat(story.commands()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"FINISHED", "FAILED", "STOPPED", "CANCELED", "DISCARDED", "SKIPPED"})
  void aRunThatHasEndedIsNotStopped(String state) {
    story.update(update(started("network"), state));

    detach();
    story.passing(A_MOMENT);

    assertThat(story.commands()).isEmpty();
  }

  @Test
  void anEndThatTheNotifierRefusesEndsNothing() {
    story.update(
        RunUpdate.newBuilder(update(started("network"), "FINISHED")).setStateVersion(-1).build());

    detach();
    story.passing(A_MOMENT);

    assertThat(story.commands()).hasSize(1);
  }

  @Test
  void aRunThatOnlyGoesOnIsStopped() {
    story.update(update(started("network"), "APPLYING"));

    detach();
    story.passing(A_MOMENT);

    assertThat(story.commands()).hasSize(1);
  }

  /** The first of its repository: nobody could tell yet whose it is. */
  @Test
  void anEndThatIsHeardOfBeforeTheStartCountsStill() {
    RunCommand start = started("network");
    try (Story other = new Story()) {
      anIntegrationWithAStack(other);
      other.update(update(start, "FINISHED")).after(Duration.ofHours(3));
      other.deliver(push("d1", branch("main", 'a', 'b')));
      assertThat(only(other.commands()).getRunId()).isEqualTo(start.getRunId());

      other.publish(Topics.STACKS, "network", null).passing(A_MOMENT);

      assertThat(other.commands()).isEmpty();
    }
  }

  @Test
  void aRunThatIsTakenOverAfterTheRemovalIsStopped() {
    RunCommand start = started("network");
    try (Story other = new Story()) {
      other.publish(Topics.STACKS, "network", Samples.stack("network").build());
      other.publish(Topics.STACKS, "network", null);

      other.takesOver(start).passing(A_MOMENT);

      assertThat(only(other.commands()).getReason()).isEqualTo("TARGET_DELETED");
    }
  }

  @Test
  void aRunOfAStackThatIsNotHeardOfYetGoesOn() {
    RunCommand start = started("network");
    try (Story other = new Story()) {
      other.takesOver(start).passing(A_MOMENT);

      assertThat(other.commands()).isEmpty();
    }
  }

  @Test
  void whatWasRemovedBeforeARestartIsFoundAfterIt() {
    RunCommand start = started("network");
    detach();

    story = story.restarted();
    story.passing(A_MOMENT);

    RunCommand stop = only(story.commands());
    assertThat(stop.getRunId()).isEqualTo(start.getRunId());
    assertThat(stop.getAction()).isEqualTo(RunAction.STOP);
  }

  @Test
  void moreRunsThanATurnMayStopAreStoppedOneTurnAfterTheOther() {
    RunCommand start = started("network");
    String group = start.getRunId().substring(0, start.getRunId().indexOf('.'));
    for (int run = 0; run < 5_000; run++) {
      story.takesOver(
          RunCommand.newBuilder(start).setRunId("%s.%032x".formatted(group, run)).build());
    }
    story.commands();
    story.publish(Topics.STACKS, "network", null);

    assertThat(story.passing(A_MOMENT).commands()).hasSize(5_000);
    assertThat(story.passing(Duration.ofMinutes(1)).commands()).hasSize(1);
    assertThat(story.passing(Duration.ofHours(2)).commands()).isEmpty();
  }

  @Test
  void wordsOnRunsThatCannotBeReadAreLeftToTheNotifier() {
    story
        .raw(Topics.RUN_UPDATES, "r", "not Avro".getBytes(UTF_8))
        .raw(Topics.RUN_UPDATES, "r", null)
        .update(RunUpdate.newBuilder(update(started("network"), "FINISHED")).setRunId("?").build());

    assertThat(story.deadLetters()).isEmpty();
  }

  private RunCommand started(String slug) {
    story.deliver(push("d1", branch("main", 'a', 'b')));
    return story.commands().stream()
        .filter(command -> command.getTargetSlug().equals(slug))
        .findFirst()
        .orElseThrow();
  }

  private static RunUpdate update(RunCommand start, String state) {
    return RunUpdate.newBuilder()
        .setRunId(start.getRunId())
        .setState(state)
        .setStateVersion(1)
        .setAt(Story.START)
        .build();
  }

  private void detach() {
    story
        .publish(Topics.INTEGRATIONS, "bb", null)
        .publish(
            Topics.STACKS,
            "network",
            Samples.stack("network")
                .setIntegrationId(null)
                .setVcsDetached(true)
                .setDetachedFromIntegrationId("bb")
                .setRevision(2)
                .build());
  }

  private static RunCommand only(List<RunCommand> commands) {
    assertThat(commands).hasSize(1);
    return commands.getFirst();
  }
}
