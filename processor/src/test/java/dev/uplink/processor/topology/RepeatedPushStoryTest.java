package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.forced;
import static dev.uplink.processor.topology.Pushes.push;
import static dev.uplink.processor.topology.Pushes.sha;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One push that comes again: as the same delivery, as another one, as a replay. */
class RepeatedPushStoryTest {
  private final Story story = new Story();

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

  @Test
  void aReplayIsDecidedByItsMeaningAndSaysWhatItRepeats() {
    story.deliver(push("d1", branch("main", 'a', 'b')));
    story.decision();

    story.deliver(
        RawWebhook.newBuilder(push("d2", branch("main", 'a', 'b'))).setReplayOf("d1").build());

    Decision decision = story.decision();
    assertThat(decision.getDeliveryId()).isEqualTo("d2");
    assertThat(decision.getReplayOf()).isEqualTo("d1");
    assertThat(Story.texts(decision)).containsExactly("network DEDUPLICATED SAME_RUN");
  }

  @Test
  void aDeliveryThatComesAgainLeavesNothingButACount() {
    story.deliver(push("d1", branch("main", 'a', 'b')));
    story.decisions();
    story.commands();

    story.after(Duration.ofDays(13)).deliver(push("d1", branch("main", 'a', 'b')));

    assertThat(story.decisions()).isEmpty();
    assertThat(story.commands()).isEmpty();
    assertThat(story.count("uplink.processor.repeated.deliveries")).isEqualTo(1);
  }

  @Test
  void aDeliveryIsForgottenAfterItsRetentionButItsRunIsNot() {
    story.deliver(push("d1", branch("main", 'a', 'b')));
    story.decisions();

    story.after(Duration.ofDays(15)).deliver(push("d1", branch("main", 'a', 'b')));

    assertThat(story.outcomes()).containsExactly("network DEDUPLICATED SAME_RUN");
  }

  /** By a second hook, which tells everything a little later. */
  @Test
  void aBranchThatComesAndGoesAndComesAgainRunsOnceEachTime() {
    story
        .deliver(push("d1", branch("dev", 'a', 'b')))
        .deliver(push("d2", branch("dev", 'b', null)))
        .deliver(push("d1-too", branch("dev", 'a', 'b')))
        .deliver(push("d3", branch("dev", null, 'b')))
        .deliver(push("d4", branch("dev", 'b', 'c')))
        .deliver(push("d2-too", branch("dev", 'b', null)))
        .deliver(push("d3-too", branch("dev", null, 'b')))
        .deliver(push("d4-too", branch("dev", 'b', 'c')));

    assertThat(story.commands())
        .extracting(RunCommand::getAction, RunCommand::getCommitSha, RunCommand::getDeliveryId)
        .containsExactly(
            tuple(RunAction.START, sha('b'), "d1"),
            tuple(RunAction.STOP, sha('b'), "d2"),
            tuple(RunAction.START, sha('b'), "d3"),
            tuple(RunAction.START, sha('c'), "d4"),
            tuple(RunAction.STOP, sha('b'), "d4"));
  }

  /** The run of the first time is none of the second: what is deployed is the later commit. */
  @Test
  void aReturnThatWasRefusedRunsWhenItIsSentAnew() {
    story
        .deliver(push("d1", branch("main", 'a', 'b')))
        .deliver(push("d2", branch("main", 'b', 'c')))
        .publish(
            Topics.STACKS,
            "network",
            Samples.stack("network").setIsDisabled(true).setRevision(2).build())
        .deliver(push("d3", forced("main", 'c', 'b')))
        .publish(Topics.STACKS, "network", Samples.stack("network").setRevision(3).build());
    assertThat(Story.texts(story.decisions().getLast()))
        .containsExactly("network REJECTED TARGET_DISABLED");

    story.deliver(push("d4", forced("main", 'c', 'b')));

    assertThat(story.outcomes()).containsExactly("network STARTED TRACKED");
  }

  @Test
  void theSamePushUnderAnotherIdNamesTheRunItStarted() {
    story.deliver(push("d1", branch("main", 'a', 'b')));
    String run = story.commands().getFirst().getRunId();
    story.decisions();

    story.deliver(push("d2", branch("main", 'a', 'b')));

    assertThat(story.commands()).isEmpty();
    Decision decision = story.decision();
    assertThat(Story.texts(decision)).containsExactly("network DEDUPLICATED SAME_RUN");
    assertThat(decision.getOutcomes().getFirst().getRunId()).isEqualTo(run);
  }
}
