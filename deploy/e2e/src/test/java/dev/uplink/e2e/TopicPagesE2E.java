package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.topic.Topics;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the topics' pages show reads the topics. All pages have the same programs but for names;
 * those in JavaScript are {@link ConfluentClientE2E}'s.
 */
@ExtendWith(RunningUplink.class)
class TopicPagesE2E {

  @Test
  void theJavaProgramReadsACommand(World world, @TempDir Path folder) throws Exception {
    RunCommand command = aCommand(world);
    Path file =
        Snippet.of(Topics.RUN_COMMANDS, "java", "KafkaConsumer").saved(folder.resolve("Read.java"));
    String lib = new File("../examples/scheduler/target").getCanonicalPath();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    String line =
        Snippet.lineOf(
            Snippet.in(
                world,
                new ProcessBuilder(java, "-cp", lib + "/*:" + lib + "/lib/*", file.toString())),
            printed -> printed.contains(command.getCommandId()));

    assertThat(line).isEqualTo(command.getTargetId() + " " + command);
  }

  /** Avro is left out of it, as the page says, where kcat was built without. */
  @Test
  void kcatShowsACommandsKey(World world) throws Exception {
    if (!Snippet.onPath("kcat")) {
      System.out.println("SKIPPED: kcatShowsACommandsKey needs kcat on the PATH");
    }
    assumeTrue(Snippet.onPath("kcat"), "kcat is needed");
    RunCommand command = aCommand(world);
    String shown =
        Snippet.of(Topics.RUN_COMMANDS, "sh", "kcat")
            .text()
            .replace("127.0.0.1:9092", "$KAFKA")
            .replace("-s value=avro -r http://127.0.0.1:8081/apis/ccompat/v7", "");

    assertThat(
            Snippet.lineOf(
                Snippet.in(world, new ProcessBuilder(List.of("sh", "-c", shown))),
                line -> line.contains(command.getTargetId())))
        .startsWith(command.getTargetId() + " ");
  }

  private static RunCommand aCommand(World world) throws Exception {
    Repository repository = Repository.onCloud();
    Integration integration = Integration.cloud(world, World.unique("cloud"), "AGGREGATED");
    integration.stack(World.unique("network"), repository);
    String delivery =
        Webhook.cloudPush(integration, Bodies.cloudBranch(repository, "main", World.newCommit()))
            .accepted();
    return WebhookToStatusE2E.commandOf(world, delivery);
  }
}
