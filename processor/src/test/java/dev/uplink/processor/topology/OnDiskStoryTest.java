package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.push;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.storage.OnDisk;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** One story on the stores of production; all others are quicker without a disk. */
@Isolated("Each driver deletes the folder that it shares with all others when it ends.")
class OnDiskStoryTest {

  @Test
  void storesOnDiskFindAndForgetAsThoseInMemoryDo() {
    try (Story story = new Story(new OnDisk())) {
      story
          .publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build())
          .publish(Topics.STACKS, "network", Samples.stack("network").build())
          .publish(Topics.STACKS, "other", Samples.stack("other").setRepository("infra2").build());

      story.deliver(push("d1", branch("main", '1', '2')));
      assertThat(story.outcomes()).containsExactly("network STARTED TRACKED");
      story.after(Duration.ofDays(13)).deliver(push("d1", branch("main", '1', '2')));
      assertThat(story.decisions()).isEmpty();
      story.after(Duration.ofDays(2)).deliver(push("d1", branch("main", '1', '2')));
      assertThat(story.outcomes()).containsExactly("network DEDUPLICATED SAME_RUN");
      story.after(Duration.ofDays(90)).deliver(push("d2", branch("main", '1', '2')));
      assertThat(story.outcomes()).containsExactly("network STARTED TRACKED");
    }
  }
}
