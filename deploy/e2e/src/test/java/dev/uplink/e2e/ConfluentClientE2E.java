package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.topic.Topics;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Confluent's own JavaScript client reads and writes the topics through the registry's Confluent
 * API: whatever holds for it holds for a Confluent client in any language.
 */
@ExtendWith(RunningUplink.class)
class ConfluentClientE2E {
  private static final File FOLDER = new File("src/test/js");
  private static final ObjectMapper JSON = new ObjectMapper();

  @BeforeAll
  static void installTheClient() throws Exception {
    boolean node = onPath("node") && onPath("npm");
    if (!node) {
      System.out.println("SKIPPED: ConfluentClientE2E needs Node.js and npm on the PATH");
    }
    assumeTrue(node, "Node.js and npm are needed for Confluent's client");
    if (!new File(FOLDER, "node_modules/kafkajs").isDirectory()) {
      run(Map.of(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    }
  }

  @Test
  void itReadsACommandAndItsUpdateMovesTheStatus(World world) throws Exception {
    Repository repository = Repository.onCloud();
    Integration integration = Integration.cloud(world, World.unique("cloud"), "AGGREGATED");
    integration.stack(World.unique("network"), repository);
    String commit = World.newCommit();
    String delivery =
        Webhook.cloudPush(integration, Bodies.cloudBranch(repository, "main", commit)).accepted();
    RunCommand expected = WebhookToStatusE2E.commandOf(world, delivery);

    JsonNode read = readCommand(world, expected.getCommandId());
    write(world, read.get("runId").asText());

    assertThat(read.get("deliveryId").asText()).isEqualTo(delivery);
    assertThat(read.get("action").asText()).isEqualTo("START");
    assertThat(read.get("runType").asText()).isEqualTo("TRACKED");
    assertThat(read.get("commitSha").asText()).isEqualTo(commit);
    assertThat(read.get("pullRequestId").isNull()).isTrue();
    assertThat(read.get("changedFilesKnown").isBoolean()).isTrue();
    assertThat(read.get("issuedAt").asLong()).isEqualTo(expected.getIssuedAt().toEpochMilli());
    world
        .sandbox()
        .awaitStatuses(commit, shown -> shown.isState("spacelift/tracked", "SUCCESSFUL"));
  }

  private static JsonNode readCommand(World world, String commandId) throws Exception {
    String topic = Topics.RUN_COMMANDS.name();
    return JSON.readTree(
            run(environment(world), "node", "client.mjs", "consume", topic, "commandId", commandId))
        .get("value");
  }

  private static void write(World world, String runId) throws Exception {
    String update =
        JSON.writeValueAsString(
            JSON.createObjectNode()
                .put("runId", runId)
                .put("state", "FINISHED")
                .put("stateVersion", 3)
                .putNull("url")
                .put("message", "from JavaScript")
                .putNull("delta")
                .put("at", 1_790_000_000_000L));
    run(
        environment(world),
        "node",
        "client.mjs",
        "produce",
        Topics.RUN_UPDATES.name(),
        runId,
        update);
  }

  private static Map<String, String> environment(World world) {
    return Map.of(
        "KAFKA", world.uplink().endpoints().kafka(),
        "REGISTRY", world.uplink().endpoints().registry().toString());
  }

  /** What the command printed; fails with its words if it fails. */
  private static String run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(FOLDER);
    builder.environment().putAll(environment);
    File errors = File.createTempFile("client", ".err");
    File output = File.createTempFile("client", ".out");
    Process process = builder.redirectError(errors).redirectOutput(output).start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(Arrays.toString(command) + " did not end");
    }
    assertThat(process.exitValue())
        .as("%s: %s", Arrays.toString(command), Files.readString(errors.toPath()))
        .isZero();
    return Files.readString(output.toPath());
  }

  private static boolean onPath(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .anyMatch(folder -> new File(folder, program).canExecute());
  }
}
