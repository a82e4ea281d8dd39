package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.push;
import static dev.uplink.processor.topology.Pushes.sha;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that people ask for. */
class TriggerStoryTest {
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
  void aTriggerStartsARunOfTheHeadOfTheTrackedBranch() {
    story.deliver(push("d1", branch("main", 'a', 'b'), branch("dev", null, 'c')));
    story.decisions();
    story.commands();

    story.trigger(Samples.trigger("t1", "network").build());

    RunCommand command = story.commands().getFirst();
    assertThat(command.getCommitSha()).isEqualTo(sha('b'));
    assertThat(command.getRunType()).isEqualTo(RunType.TRACKED);
    assertThat(command.getBranch()).isEqualTo("main");
    assertThat(command.getTriggeredBy()).isEqualTo("ada");
    assertThat(command.getIntegrationId()).isEqualTo("bb");
    assertThat(story.outcomes()).containsExactly("network STARTED TRACKED");
  }

  @Test
  void itsDecisionBearsTheTriggersId() {
    story.trigger(Samples.trigger("t1", "network").setCommitSha(sha('d')).build());

    Decision decision = story.decision();
    assertThat(decision.getDeliveryId()).isEqualTo("t1");
    assertThat(decision.getEventKey()).isEqualTo("uplink:trigger");
    assertThat(decision.getCommitSha()).isEqualTo(sha('d'));
    assertThat(decision.getBranch()).isEqualTo("main");
    assertThat(decision.getIntegrationId()).isEqualTo("bb");
    assertThat(decision.getRepository()).isEqualTo("infra");
  }

  @Test
  void eachTriggerIsARunOfItsOwnAndNoneForLaterPushes() {
    story.trigger(Samples.trigger("t1", "network").setCommitSha(sha('b')).build());
    story.trigger(Samples.trigger("t2", "network").setCommitSha(sha('b')).build());
    story.deliver(push("d1", branch("main", 'a', 'b')));

    assertThat(story.commands())
        .extracting(RunCommand::getRunId)
        .doesNotHaveDuplicates()
        .hasSize(3);
  }

  @Test
  void aTriggerThatComesAgainDoesNothing() {
    story.trigger(Samples.trigger("t1", "network").setCommitSha(sha('b')).build());
    story.after(Duration.ofDays(1));
    story.trigger(Samples.trigger("t1", "network").setCommitSha(sha('b')).build());

    assertThat(story.decisions()).hasSize(1);
    assertThat(story.commands()).hasSize(1);
  }

  @Test
  void aTriggerAndADeliveryMayHaveTheSameId() {
    story.trigger(Samples.trigger("same", "network").setCommitSha(sha('b')).build());
    story.deliver(push("same", branch("dev", null, 'c')));

    assertThat(story.decisions()).hasSize(2);
  }

  @Test
  void aTriggerOfADetachedStackIsRejected() {
    story.publish(
        Topics.STACKS,
        "network",
        Samples.stack("network")
            .setIntegrationId(null)
            .setVcsDetached(true)
            .setRevision(2)
            .build());

    story.trigger(Samples.trigger("t1", "network").setCommitSha(sha('b')).build());

    assertThat(story.commands()).isEmpty();
    assertThat(story.rejections()).hasSize(1);
    assertThat(story.outcomes()).containsExactly("network REJECTED INTEGRATION_DETACHED");
  }

  @Test
  void aTriggerWithoutAKnownHeadIsRejected() {
    story.trigger(Samples.trigger("t1", "network").build());

    assertThat(story.outcomes()).containsExactly("network REJECTED COMMIT_UNKNOWN");
  }

  @Test
  void aTriggerOfAnUnknownStackIsRejected() {
    story.trigger(Samples.trigger("t1", "nothing").setCommitSha(sha('b')).build());

    assertThat(story.rejections().getFirst().getTargetId()).isEqualTo("nothing");
    assertThat(story.outcomes()).containsExactly(" REJECTED TARGET_UNKNOWN");
  }

  @Test
  void aTriggerThatMakesNoSenseIsADeadLetter() {
    story
        .trigger(Samples.trigger("t1", "network").setCommitSha("abc").build())
        .trigger(Samples.trigger("t2", "network").setRunType(RunType.UNKNOWN).build())
        .trigger(Samples.trigger("t3", "network").setAccountId("OTHER").build());

    assertThat(story.deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactly(
            DeadLetterReason.INVALID_RECORD,
            DeadLetterReason.INVALID_RECORD,
            DeadLetterReason.REPOSITORY_MISMATCH);
    assertThat(story.decisions()).isEmpty();
  }

  @Test
  void aTriggerTombstoneIsADeadLetter() {
    story.raw(Topics.TRIGGER_REQUESTS, Samples.KEY, null);

    assertThat(story.deadLetters().getFirst().getReason())
        .isEqualTo(DeadLetterReason.UNEXPECTED_TOMBSTONE);
  }
}
