package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Bitbucket.update;
import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.push;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a commit that has run may run again. */
class ReleaseStoryTest {
  private Story story = new Story();

  @BeforeEach
  void anIntegrationWithAStack() {
    story
        .publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build())
        .publish(Topics.STACKS, "network", Samples.stack("network").build());
  }

  @AfterEach
  void close() {
    story.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"STOPPED", "CANCELED", "SKIPPED"})
  void aRunThatCameToNothingGivesItsCommitBack(String state) {
    story.update(update(started("main"), state));

    story.deliver(push("again", branch("main", 'a', 'b')));

    assertThat(story.outcomes()).containsExactly("network STARTED TRACKED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"FINISHED", "FAILED", "DISCARDED", "APPLYING", "UNCONFIRMED"})
  void aRunThatCameToAnythingElseKeepsIt(String state) {
    story.update(update(started("main"), state));

    story.deliver(push("again", branch("main", 'a', 'b')));

    assertThat(story.outcomes()).containsExactly("network DEDUPLICATED SAME_RUN");
  }

  @Test
  void soItIsWithProposedRuns() {
    RunCommand start = started("dev");
    story.update(update(start, "CANCELED"));

    story.deliver(push("again", branch("dev", 'a', 'b')));

    assertThat(story.outcomes()).containsExactly("network STARTED PROPOSED");
    assertThat(story.commands().getFirst().getRunId()).isNotEqualTo(start.getRunId());
  }

  /** The end of the first says nothing of the second. */
  @Test
  void theEndOfAnEarlierRunDoesNotGiveBackWhatALaterOneHas() {
    RunCommand first = started("main");
    story.update(update(first, "CANCELED")).deliver(push("again", branch("main", 'a', 'b')));
    story.decisions();

    story.update(update(first, "CANCELED")).deliver(push("third", branch("main", 'a', 'b')));

    assertThat(story.outcomes()).containsExactly("network DEDUPLICATED SAME_RUN");
  }

  @Test
  void aBranchThatReturnsToACommitRunsItAnew() {
    started("main");

    story
        .deliver(push("d2", branch("main", 'b', 'c')))
        .deliver(push("d3", Pushes.forced("main", 'c', 'b')))
        .deliver(push("d3-anew", Pushes.forced("main", 'c', 'b')));

    assertThat(story.decisions())
        .flatExtracting(Story::texts)
        .containsExactly(
            "network STARTED TRACKED", "network STARTED TRACKED", "network DEDUPLICATED SAME_RUN");
  }

  @Test
  void whatWasStoppedWithItsIntegrationRunsAgainOnceItIsAttachedAgain() {
    RunCommand start = started("main");
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
                .build())
        .passing(Duration.ofSeconds(2));
    assertThat(story.commands())
        .extracting(RunCommand::getAction, RunCommand::getRunId)
        .containsExactly(tuple(RunAction.STOP, start.getRunId()));

    story
        .publish(Topics.INTEGRATIONS, "bb-2", Samples.integration("bb-2").build())
        .publish(
            Topics.STACKS,
            "network",
            Samples.stack("network").setIntegrationId("bb-2").setRevision(3).build())
        .deliver(Pushes.pushBy("bb-2", "again", branch("main", 'a', 'b')));

    assertThat(story.outcomes()).containsExactly("network STARTED TRACKED");
  }

  @Test
  void whatWasGivenBackIsSoAfterARestart() {
    story.update(update(started("main"), "STOPPED"));

    story = story.restarted();
    story.deliver(push("again", branch("main", 'a', 'b')));

    assertThat(story.outcomes()).containsExactly("network STARTED TRACKED");
  }

  private RunCommand started(String branch) {
    story.deliver(push("d1", branch(branch, 'a', 'b')));
    story.decisions();
    return story.commands().getFirst();
  }
}
