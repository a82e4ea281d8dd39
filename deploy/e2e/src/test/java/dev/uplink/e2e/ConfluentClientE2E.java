package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.schemas.access.Principal;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.topic.Topics;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Confluent's own JavaScript client reads and writes the topics through the registry's Confluent
 * API, by the programs that the topics' pages show: whatever holds for it holds for a Confluent
 * client in any language.
 */
@ExtendWith(RunningUplink.class)
class ConfluentClientE2E {
  private static final File FOLDER = new File("src/test/js");
  private static final ObjectMapper JSON = new ObjectMapper();

  @BeforeAll
  static void installTheClient() throws Exception {
    boolean node = Snippet.onPath("node") && Snippet.onPath("npm");
    if (!node) {
      System.out.println("SKIPPED: ConfluentClientE2E needs Node.js and npm on the PATH");
    }
    assumeTrue(node, "Node.js and npm are needed for Confluent's client");
    if (!new File(FOLDER, "node_modules/kafkajs").isDirectory()) {
      install();
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
    String line =
        Snippet.lineOf(
            Snippet.in(world, node(Snippet.of(Topics.RUN_COMMANDS, "js", "AvroDeserializer"))),
            printed -> printed.contains(commandId));
    return JSON.readTree(line).get("value");
  }

  private static void write(World world, String runId) throws Exception {
    Snippet.runToEnd(
        Snippet.as(
            Principal.SCHEDULER,
            world,
            node(Snippet.of(Topics.RUN_UPDATES, "js", "AvroSerializer"), runId)));
  }

  /** From standard input, so that it finds the libraries of the folder it runs in. */
  private static ProcessBuilder node(Snippet program, String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("node", "--input-type=module", "-"));
    command.addAll(List.of(words));
    File input = File.createTempFile("snippet", ".mjs");
    program.saved(input.toPath());
    return new ProcessBuilder(command).directory(FOLDER).redirectInput(input);
  }

  private static void install() throws IOException, InterruptedException {
    Snippet.runToEnd(
        new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
            .directory(FOLDER));
  }
}
