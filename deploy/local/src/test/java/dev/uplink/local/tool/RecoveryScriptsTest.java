package dev.uplink.local.tool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the scripts of deploy/recovery do with their words, without anything that runs. */
class RecoveryScriptsTest {
  private static final Path SCRIPTS = Path.of("../recovery").toAbsolutePath().normalize();

  @TempDir Path folder;

  private Path state;
  private String nobody;

  @BeforeEach
  void makeState() throws IOException {
    state = folder.resolve("state");
    Files.createDirectories(state.resolve("app/0_1"));
    Files.createFile(state.resolve("app/.lock"));
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = "http://127.0.0.1:" + free.getLocalPort();
    }
  }

  /** What a script said, and how it ended. */
  private record Said(int exitCode, String text) {}

  @Test
  void aStateDirectoryIsPutAsideWhereTheConnectionIsRefused() {
    Said said = run(Map.of(), "state-directory", state.toString(), nobody);

    assertThat(said.exitCode()).as(said.text()).isZero();
    assertThat(state).doesNotExist();
    assertThat(folder).isDirectoryContaining("glob:**/state.lost-*");
  }

  @Test
  void whoCannotTellWhetherTheServiceRunsMovesNothing() {
    Said said = run(Map.of(), "state-directory", state.toString(), "http://nobody.invalid:1");

    assertThat(said.exitCode()).isEqualTo(2);
    assertThat(said.text())
        .containsPattern("is not known \\(curl ended with \\d+\\); nothing was changed");
    assertThat(state.resolve("app/0_1")).exists();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "which tells of locks in /proc")
  void aStateThatAProcessHasIsNotMoved() throws IOException {
    try (FileChannel channel =
        FileChannel.open(state.resolve("app/.lock"), StandardOpenOption.WRITE)) {
      assertThat(channel.tryLock()).isNotNull();

      Said said = run(Map.of(), "state-directory", state.toString(), nobody);

      assertThat(said.exitCode()).isEqualTo(2);
      assertThat(said.text()).contains("A process has " + state + "/app/.lock: stop it first.");
    }
    assertThat(state.resolve("app/0_1")).exists();
  }

  @Test
  void aVolumeStaysWhereItIsMounted() throws IOException {
    Path commands = Files.createDirectory(folder.resolve("commands"));
    assertThat(program(commands.resolve("mountpoint"), "true").toFile().setExecutable(true))
        .isTrue();

    Said said =
        run(
            Map.of("PATH", commands + ":" + System.getenv("PATH")),
            "state-directory",
            state.toString(),
            nobody);

    assertThat(said.exitCode()).as(said.text()).isZero();
    assertThat(state).isDirectoryContaining("glob:**/lost-*");
    assertThat(state.resolve("app")).doesNotExist();
  }

  @Test
  void theProgramIsToldWhatSomebodyTakesUponThemselves() throws IOException {
    Map<String, String> environment = Map.of("PROCESSOR_PROGRAM", echo("$@"));

    assertThat(
            run(environment, "internal-topic", "processor", "--without-rows", "--unclosed").text())
        .startsWith("refill-topics without-rows unclosed\n");
    assertThat(run(environment, "internal-topic", "processor", "--all").exitCode()).isEqualTo(2);
  }

  @Test
  void whatOnlyToolsKnowIsToldToNoService() throws IOException {
    String program = echo("$1 on ${UPLINK_REPLICAS:-no} brokers");

    Said said =
        run(
            Map.of("UPLINK_REPLICAS", "3", "INGRESS_PROGRAM", program, "TOOL_PROGRAM", program),
            "catalogue-topic");

    assertThat(said.text()).startsWith("topics on 3 brokers\nrebuild-catalogue on no brokers\n");
  }

  @Test
  void aRestoredDatabaseIsBroughtBackAsTwoUsersOfKafka() throws IOException {
    String program = echo("$1 as ${UPLINK_KAFKA_USER:-nobody}");

    Said said =
        run(
            Map.of(
                "INGRESS_PROGRAM",
                program,
                "TOOL_PROGRAM",
                program,
                "REWIND_ENV",
                variables("rewind", "UPLINK_KAFKA_USER=uplink-ingress"),
                "CHANGES_ENV",
                variables("changes", "UPLINK_KAFKA_USER=uplink-dashboard")),
            "database",
            "2026-01-02T03:04:05Z");

    assertThat(said.text().lines())
        .contains(
            "rewind as uplink-ingress",
            "rebuild-catalogue as nobody",
            "changes as uplink-dashboard");
  }

  @Test
  void deadLettersAreForTheToolWhereThereIsOne() throws IOException {
    Map<String, String> environment = Map.of("TOOL_PROGRAM", echo("$*") + " in-a-pod");

    assertThat(run(environment, "dead-letters", "--for-real").text())
        .isEqualTo("in-a-pod dead-letters --for-real\n");
  }

  @Test
  void aDropTellsWhichKeysServicesSealWith() throws IOException {
    Said said =
        run(
            Map.of(
                "INGRESS_PROGRAM",
                echo("1 are sealed under the primary key 11, new ones under key 22"),
                "NOTIFIER_PROGRAM",
                echo("1 are sealed under the primary key 22"),
                "TOOL_PROGRAM",
                echo("the tool: $*")),
            "encryption-key",
            "drop",
            "keys");

    assertThat(said.text()).endsWith("the tool: keys keys drop 11 22 22\n");
  }

  @Test
  void nothingIsDroppedWhenResealingFails() throws IOException {
    Said said =
        run(
            Map.of(
                "INGRESS_PROGRAM",
                "false",
                "NOTIFIER_PROGRAM",
                echo("key 1"),
                "TOOL_PROGRAM",
                echo("the tool")),
            "encryption-key",
            "drop",
            "keys");

    assertThat(said.exitCode()).isEqualTo(1);
    assertThat(said.text()).doesNotContain("the tool", "key 1");
  }

  private String echo(String what) throws IOException {
    return "bash "
        + program(Files.createTempFile(folder, "program", ".sh"), "echo \"" + what + "\"");
  }

  private static Path program(Path file, String command) throws IOException {
    return Files.writeString(file, "#!/usr/bin/env bash\n" + command + "\n");
  }

  private String variables(String name, String line) throws IOException {
    return Files.writeString(folder.resolve(name + ".env"), line + "\n").toString();
  }

  private static Said run(Map<String, String> environment, String script, String... words) {
    List<String> command = new ArrayList<>(List.of(SCRIPTS.resolve(script).toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("UPLINK_"));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      String text = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Said(process.waitFor(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
