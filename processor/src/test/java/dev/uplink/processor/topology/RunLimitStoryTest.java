package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.push;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.Account;
import dev.uplink.schemas.avro.Rejection;
import dev.uplink.schemas.avro.RejectionReason;
import dev.uplink.schemas.topic.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An account that allows so many runs of one event; two stacks are about to run. */
class RunLimitStoryTest {
  private final Story story = new Story();

  @BeforeEach
  void twoStacks() {
    story
        .publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build())
        .publish(Topics.STACKS, "dns", Samples.stack("dns").build())
        .publish(Topics.STACKS, "network", Samples.stack("network").build());
  }

  @AfterEach
  void close() {
    story.close();
  }

  @Test
  void asManyAsAreAllowedStart() {
    limit(2, 1).deliver(push("d1", branch("main", 'a', 'b')));

    assertThat(story.outcomes()).containsExactly("dns STARTED TRACKED", "network STARTED TRACKED");
  }

  @Test
  void oneMoreAndNoneStarts() {
    limit(1, 1).deliver(push("d1", branch("main", 'a', 'b')));

    assertThat(story.outcomes())
        .containsExactly("dns REJECTED RUN_LIMIT_EXCEEDED", "network REJECTED RUN_LIMIT_EXCEEDED");
    assertThat(story.commands()).isEmpty();
    assertThat(story.rejections())
        .hasSize(2)
        .allMatch(rejection -> rejection.getReason() == RejectionReason.RUN_LIMIT_EXCEEDED)
        .extracting(Rejection::getDetail)
        .allMatch(detail -> detail.endsWith("(2 runs would be started, and the account allows 1)"));
  }

  @Test
  void whatWasRejectedDoesNotCountAsARunLater() {
    limit(1, 1).deliver(push("d1", branch("main", 'a', 'b')));
    story.decisions();

    limit(2, 2).deliver(push("again", branch("main", 'a', 'b')));

    assertThat(story.outcomes()).containsExactly("dns STARTED TRACKED", "network STARTED TRACKED");
  }

  @Test
  void runsThatAreThereAlreadyAreNotCounted() {
    story.deliver(push("d1", branch("main", 'a', 'b')));
    story.decisions();
    story.publish(Topics.STACKS, "vpc", Samples.stack("vpc").build());

    limit(1, 1).deliver(push("again", branch("main", 'a', 'b')));

    assertThat(story.outcomes())
        .containsExactly(
            "dns DEDUPLICATED SAME_RUN", "network DEDUPLICATED SAME_RUN", "vpc STARTED TRACKED");
  }

  @Test
  void noRunsMayBeAllowedAtAll() {
    limit(0, 1).deliver(push("d1", branch("main", 'a', 'b')));

    assertThat(story.rejections()).hasSize(2);
  }

  private Story limit(int runs, long revision) {
    Account account = Samples.account().setRunLimit(runs).setRevision(revision).build();
    return story.publish(Topics.ACCOUNTS, Samples.ACCOUNT, account);
  }
}
