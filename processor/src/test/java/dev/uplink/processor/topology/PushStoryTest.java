package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.push;
import static dev.uplink.processor.topology.Pushes.sha;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.topic.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pushes to a repository with attached targets. */
class PushStoryTest {
  private final Story story = new Story();

  @BeforeEach
  void anIntegrationWithAStack() {
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
  void aPushToTheTrackedBranchStartsATrackedRun() {
    story.deliver(push("d1", branch("main", 'a', 'b')));

    RunCommand command = story.commands().getFirst();
    assertThat(command.getAction()).isEqualTo(RunAction.START);
    assertThat(command.getRunType()).isEqualTo(RunType.TRACKED);
    assertThat(command.getTargetId()).isEqualTo("network");
    assertThat(command.getBranch()).isEqualTo("main");
    assertThat(command.getCommitSha()).isEqualTo(sha('b'));
    assertThat(command.getDeliveryId()).isEqualTo("d1");
    assertThat(command.getIssuedAt()).isEqualTo(Story.START);
    assertThat(story.outcomes()).containsExactly("network STARTED TRACKED");
  }
}
