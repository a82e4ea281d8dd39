package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.push;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.topic.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that would not fit their topics, and as many targets as there may be. */
class TooLargeStoryTest {
  private final Story story = new Story();

  @BeforeEach
  void anIntegration() {
    story.publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build());
  }

  @AfterEach
  void close() {
    story.close();
  }

  @Test
  void aCommandThatWouldNotFitItsTopicMakesTheWebhookADeadLetterAndNothingElse() {
    stackWithSlug("network", Limits.RECORD_BYTES);
    stackWithSlug("dns", 10);

    story.deliver(push("d1", branch("main", 'a', 'b')));

    DeadLetter letter = story.deadLetters().getFirst();
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.RECORD_TOO_LARGE);
    assertThat(letter.getDeliveryId()).isEqualTo("d1");
    assertThat(letter.getMessage()).contains("uplink.run-commands", "allowed: 1048576");
    assertThat(story.commands()).isEmpty();
    assertThat(story.decisions()).isEmpty();
  }

  @Test
  void whatIsGivenUpLeavesTheBranchAndItsRunsAsTheyWere() {
    stackWithSlug("network", Limits.RECORD_BYTES);
    story.deliver(push("d1", branch("main", 'a', 'b')));

    story.publish(Topics.STACKS, "network", Samples.stack("network").setRevision(2).build());
    story.deliver(push("d2", branch("main", 'a', 'b')));

    assertThat(story.outcomes()).containsExactly("network STARTED TRACKED");
    assertThat(story.count("uplink.processor.push.gaps")).isZero();
  }

  @Test
  void aTriggerWhoseCommandWouldNotFitIsADeadLetter() {
    stackWithSlug("network", Limits.RECORD_BYTES);

    story.trigger(Samples.trigger("t1", "network").setCommitSha(Pushes.sha('b')).build());

    DeadLetter letter = story.deadLetters().getFirst();
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.RECORD_TOO_LARGE);
    assertThat(letter.getDeliveryId()).isEqualTo("t1");
    assertThat(story.commands()).isEmpty();
  }

  /** The control plane refuses the 5,001st; if there is one all the same, none starts. */
  @ParameterizedTest
  @ValueSource(ints = {Limits.TARGETS_PER_REPOSITORY, Limits.TARGETS_PER_REPOSITORY + 1})
  void everyTargetStartsUpToTheLimitAndEveryOneIsRejectedBeyondIt(int targets) {
    stacks(targets, "");

    story.deliver(push("d1", branch("main", 'a', 'b')));

    boolean within = targets <= Limits.TARGETS_PER_REPOSITORY;
    assertThat(story.commands()).hasSize(within ? targets : 0);
    assertThat(story.rejections()).hasSize(within ? 0 : targets);
    assertThat(story.outcomes())
        .hasSize(targets)
        .allMatch(text -> text.endsWith(within ? "STARTED TRACKED" : "RUN_LIMIT_EXCEEDED"));
  }

  /** What bounds a decision at last is its bytes: the list of the rejected ends with the record. */
  @Test
  void moreTargetsThanADecisionCanNameMakeTheWebhookADeadLetter() {
    stacks(Limits.TARGETS_PER_REPOSITORY + 1, "n".repeat(900));

    story.deliver(push("d1", branch("main", 'a', 'b')));

    assertThat(story.deadLetters().getFirst().getReason())
        .isEqualTo(DeadLetterReason.RECORD_TOO_LARGE);
    assertThat(story.decisions()).isEmpty();
    assertThat(story.rejections()).isEmpty();
  }

  private void stacks(int count, String suffix) {
    for (int i = 0; i < count; i++) {
      String id = "s" + i + suffix;
      story.publish(Topics.STACKS, id, Samples.stack(id).build());
    }
  }

  private void stackWithSlug(String id, int length) {
    story.publish(Topics.STACKS, id, Samples.stack(id).setSlug("r".repeat(length)).build());
  }
}
