package dev.uplink.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.Limits;
import dev.uplink.schemas.topic.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How far back a late push is recognised. Commits are numbered; the first push creates main. */
class BranchHistoryStoryTest {
  private final Story story = new Story();

  @AfterEach
  void close() {
    story.close();
  }

  @Test
  void theOldestOfTheLastHashesIsStillRecognisedAndTheOneBeforeItIsNot() {
    story
        .publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build())
        .publish(Topics.STACKS, "network", Samples.stack("network").build());
    int pushes = Limits.HASHES_PER_BRANCH + 1;
    for (int i = 1; i <= pushes; i++) {
      story.deliver(push("d" + i, i - 1, i));
    }
    story.decisions();

    story.deliver(push("late-2", 5_000, 2));
    assertThat(story.outcomes()).containsExactly("network IGNORED OLDER_PUSH");

    // Its run is known for longer than its place in the history.
    story.deliver(push("late-1", 5_000, 1));
    assertThat(story.outcomes()).containsExactly("network DEDUPLICATED SAME_RUN");
    assertThat(story.count("uplink.processor.push.gaps")).isEqualTo(1);
  }

  private static dev.uplink.schemas.avro.RawWebhook push(String deliveryId, int from, int to) {
    String old = from == 0 ? "null" : ref(from);
    return Pushes.push(deliveryId, "{\"old\":%s,\"new\":%s}".formatted(old, ref(to)));
  }

  private static String ref(int commit) {
    return "{\"type\":\"branch\",\"name\":\"main\",\"target\":{\"hash\":\"%040x\"}}"
        .formatted(commit);
  }
}
