package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.RunCommand;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person asks for a run; the processor alone decides, and the answer tells what it decided. */
@ExtendWith(RunningUplink.class)
class ManualRunE2E {

  @Test
  void aRunOfAGivenCommitIsStartedAndNamed(World world) {
    Repository repository = Repository.onCloud();
    Integration integration = Integration.cloud(world, World.unique("cloud"), "AGGREGATED");
    Target stack = integration.stack(World.unique("network"), repository);
    String commit = World.newCommit();

    String runId =
        world
            .controlPlane()
            .post(stack.path() + "/runs", Map.of("type", "TRACKED", "commitSha", commit))
            .expect(201)
            .get("runId")
            .asText();

    try (TopicReader<RunCommand> commands = world.commands()) {
      RunCommand command = commands.awaitOne("its command", c -> c.getRunId().equals(runId));
      assertThat(command.getTargetId()).isEqualTo(stack.id());
      assertThat(command.getCommitSha()).isEqualTo(commit);
      assertThat(command.getTriggeredBy()).isNotNull();
    }
  }

  @Test
  void withoutAnyKnownCommitTheRefusalSaysSo(World world) {
    Integration integration = Integration.cloud(world, World.unique("cloud"), "AGGREGATED");
    Target stack = integration.stack(World.unique("network"), Repository.onCloud());

    ControlPlane.Answer answer =
        world.controlPlane().post(stack.path() + "/runs", Map.of("type", "TRACKED"));

    assertThat(answer.text("code")).isEqualTo("COMMIT_UNKNOWN");
  }
}
