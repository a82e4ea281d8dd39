package dev.uplink.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.uplink.schemas.access.Principal;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.topic.Topics;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
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
            Snippet.as(
                Principal.SCHEDULER,
                world,
                new ProcessBuilder(java, "-cp", lib + "/*:" + lib + "/lib/*", file.toString())),
            printed -> printed.contains(command.getCommandId()));

    assertThat(line).isEqualTo(command.getTargetId() + " " + command);
  }

  /** Avro is left out of it, as the page says, where kcat was built without. */
  @Test
  void kcatShowsACommandsKey(World world) throws Exception {
    assumeKcat("kcatShowsACommandsKey", "librdkafka");
    RunCommand command = aCommand(world);

    assertThat(
            Snippet.lineOf(
                Snippet.in(world, new ProcessBuilder("sh", "-c", kcat())),
                line -> line.contains(command.getTargetId())))
        .startsWith(command.getTargetId() + " ");
  }

  @Test
  void kcatLogsIn(World world, @TempDir Path folder) throws Exception {
    assumeKcat("kcatLogsIn", "librdkafka (2\\.(6\\.[1-9]|[7-9]|\\d\\d)|[3-9])");
    RunCommand command = aCommand(world);
    String login = Snippet.of(Topics.RUN_COMMANDS, "sh", "login.conf").text();
    ProcessBuilder program =
        new ProcessBuilder("sh", "-c", login + kcat().replace("kcat ", "kcat -F login.conf "));

    assertThat(
            Snippet.lineOf(
                Snippet.as(Principal.SCHEDULER, world, program.directory(folder.toFile())),
                line -> line.contains(command.getTargetId())))
        .startsWith(command.getTargetId() + " ");
  }

  private static String kcat() throws IOException {
    return Snippet.of(Topics.RUN_COMMANDS, "sh", "kcat")
        .text()
        .replaceFirst("-s value=avro -r \\S+", "");
  }

  /** Skips a test where there is none, or none whose library is as the test needs it. */
  private static void assumeKcat(String test, String library) throws Exception {
    boolean found = Snippet.onPath("kcat") && Pattern.compile(library).matcher(version()).find();
    if (!found) {
      System.out.printf("SKIPPED: %s needs kcat with %s on the PATH%n", test, library);
    }
    assumeTrue(found, "kcat is needed");
  }

  private static String version() throws IOException {
    return new String(
        new ProcessBuilder("kcat", "-V")
            .redirectErrorStream(true)
            .start()
            .getInputStream()
            .readAllBytes(),
        UTF_8);
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
