package dev.uplink.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * How far back a late push is recognised, and one that is sent anew. Commits are numbered; the
 * first push creates main.
 */
class BranchHistoryStoryTest {
  private final Story story = new Story();

  @AfterEach
  void close() {
    story.close();
  }

  @Test
  void theOldestOfTheLastHashesIsStillRecognisedAndThoseLongBeforeItAreNot() {
    attach();
    // They go by pages.
    int pushes = 2 * Limits.HASHES_PER_BRANCH + 128;
    int oldest = pushes - Limits.HASHES_PER_BRANCH + 1;
    for (int i = 1; i <= pushes; i++) {
      story.deliver(push("d" + i, i - 1, i));
    }
    story.decisions();

    story.deliver(push("late", 5_000, oldest));
    assertThat(story.outcomes()).containsExactly("network IGNORED OLDER_PUSH");

    // It looks like a branch that returned to it.
    story.deliver(push("late-1", 5_000, 1));
    assertThat(story.outcomes()).containsExactly("network STARTED TRACKED");
    assertThat(story.count("uplink.processor.push.gaps")).isEqualTo(1);
  }

  /** By a second integration, or because Bitbucket had no answer to its first attempt. */
  @Test
  void aForcedPushThatIsSentAnewTakesNoBranchBack() {
    attach();
    story.deliver(push("d1", 0, 1)).deliver(forced("d2", 1, 2)).deliver(push("d3", 2, 3));
    story.decisions();

    story.deliver(forced("d2-anew", 1, 2));

    assertThat(story.outcomes()).containsExactly("network IGNORED OLDER_PUSH");
    assertThat(headOfMain()).isEqualTo(sha(3));
  }

  @Test
  void aForcedPushThatChangedPlacesWithTheNextTakesNoBranchBack() {
    attach();
    story.deliver(push("d1", 0, 1)).deliver(push("d3", 2, 3));
    story.decisions();

    story.deliver(forced("d2", 1, 2));

    assertThat(story.outcomes()).containsExactly("network IGNORED OLDER_PUSH");
    assertThat(headOfMain()).isEqualTo(sha(3));
  }

  @Test
  void aForcedPushBackIsNewsAlsoAfterAMissedPush() {
    attach();
    story.deliver(push("d1", 0, 1)).deliver(push("d2", 1, 2));

    story.deliver(forced("d4", 3, 1));

    assertThat(headOfMain()).isEqualTo(sha(1));
  }

  @Test
  void aDeletionThatIsSentAnewTakesNothingFromABranchMadeAnew() {
    attach();
    story.deliver(push("d1", 0, 1)).deliver(gone("d2", 1)).deliver(push("d3", 0, 2));
    story.decisions();

    story.deliver(gone("d2-anew", 1));

    assertThat(story.outcomes()).containsExactly("network IGNORED REF_DELETED");
    assertThat(headOfMain()).isEqualTo(sha(2));
  }

  @Test
  void whatIsToldOfADeletedBranchLateMovesNothing() {
    attach();
    story.deliver(push("d1", 0, 1)).deliver(push("d2", 1, 2)).deliver(forced("d3", 2, 3));
    story.deliver(gone("d4", 3));
    story.decisions();

    story.deliver(push("d2-anew", 1, 2)).deliver(forced("d3-anew", 2, 3));
    story.deliver(push("d5", 0, 4)).deliver(push("d2-anew-too", 1, 2));

    assertThat(story.decisions())
        .flatExtracting(Story::texts)
        .containsExactly(
            "network IGNORED OLDER_PUSH",
            "network IGNORED OLDER_PUSH",
            "network STARTED TRACKED",
            "network IGNORED OLDER_PUSH");
    assertThat(headOfMain()).isEqualTo(sha(4));
  }

  /** Deliveries are remembered for 14 days. */
  @Test
  void aDeletedBranchIsForgottenLikeADelivery() {
    attach();
    story.deliver(push("d1", 0, 1)).deliver(gone("d2", 1));
    story.decisions();

    story.after(Duration.ofDays(15)).deliver(push("d1-anew", 5, 1));

    assertThat(headOfMain()).isEqualTo(sha(1));
  }

  private void attach() {
    story
        .publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build())
        .publish(Topics.STACKS, "network", Samples.stack("network").build());
  }

  private @Nullable String headOfMain() {
    story.decisions();
    story.trigger(Samples.trigger("head", "network").build());
    return story.decision().getCommitSha();
  }

  private static RawWebhook forced(String deliveryId, int from, int to) {
    return Pushes.push(
        deliveryId, "{\"old\":%s,\"new\":%s,\"forced\":true}".formatted(ref(from), ref(to)));
  }

  private static RawWebhook gone(String deliveryId, int from) {
    return Pushes.push(deliveryId, "{\"old\":%s,\"new\":null}".formatted(ref(from)));
  }

  private static String sha(int commit) {
    return "%040x".formatted(commit);
  }

  private static RawWebhook push(String deliveryId, int from, int to) {
    String old = from == 0 ? "null" : ref(from);
    return Pushes.push(deliveryId, "{\"old\":%s,\"new\":%s}".formatted(old, ref(to)));
  }

  private static String ref(int commit) {
    return "{\"type\":\"branch\",\"name\":\"main\",\"target\":{\"hash\":\"%s\"}}"
        .formatted(sha(commit));
  }
}
