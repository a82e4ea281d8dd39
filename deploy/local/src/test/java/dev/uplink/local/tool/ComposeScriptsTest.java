package dev.uplink.local.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts over an engine that only notes what it is told, and says that all is well. */
class ComposeScriptsTest {
  private static final String REAL = "https://api.bitbucket.org/2.0";

  private static final String ENGINE =
      """
      #!/usr/bin/env bash
      echo "$*" >> "$TOLD"
      case "$*" in
        *"up --detach"*) exit "${ENDS:-0}" ;;
        *"ps --all --quiet"*) echo "id-of-${*: -1}" ;;
        *ExitCode*id-of-migration) echo 1 ;;
        *ExitCode*) echo 0 ;;
        *"logs --tail"*) echo "${*: -1}-1  | why" ;;
        *"profile demo down"*) (cd "$SECRETS" && wc -c *.env | sed "s/^ *//") >> "$TOLD" ;;
        *"--profile sandbox config --services") echo "ingress sandbox scheduler" ;;
        *"config --services") echo "ingress" ;;
        *"ps --quiet"*) echo "an-id" ;;
        *State.Health*) echo "healthy" ;;
      esac
      """;

  @TempDir Path folder;

  @BeforeEach
  void anEngine() throws IOException {
    Path docker = Files.createDirectory(folder.resolve("bin")).resolve("docker");
    Files.writeString(docker, ENGINE);
    Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void withoutABitbucketThereIsASandboxWithSchedulerAndDemo() throws Exception {
    assertThat(up("")).anyMatch(told -> told.endsWith("ingress sandbox scheduler"));
    assertThat(told()).anyMatch(told -> told.contains("run --rm --no-deps -T demo"));
  }

  /** The sample scheduler would say of each run that it has succeeded. */
  @Test
  void whatTheSandboxNeededEndsWhenTheRealBitbucketComes() throws Exception {
    List<String> _ = up("");

    assertThat(up(REAL))
        .anyMatch(told -> told.endsWith("rm --stop --force sandbox scheduler"))
        .anyMatch(told -> told.endsWith("up --detach --quiet-pull ingress"))
        .noneMatch(told -> told.contains("demo"));
  }

  @Test
  void aStartThatDoesNotNameTheRealBitbucketKeepsIt() throws Exception {
    List<String> _ = up(REAL);

    assertThat(up(""))
        .anyMatch(told -> told.endsWith("up --detach --quiet-pull ingress"))
        .noneMatch(told -> told.contains("demo"));
  }

  /** Compose tells which container failed, and nothing of what it said. */
  @Test
  void aStartThatFailsSaysWhatTheContainerSaidThatFailed() throws Exception {
    ProcessBuilder script = script("up");
    script.environment().put("ENDS", "1");

    assertThat(exitCode(script)).isEqualTo(1);
    assertThat(said())
        .contains("migration-1  | why")
        .contains("deploy/images/build builds them anew")
        .doesNotContain("database-1", "topics-1");
  }

  /** The checkout may be newer than the secrets: one more container must not keep it running. */
  @Test
  void theEndNeedsNoSecret() throws Exception {
    Path secrets = Files.createDirectory(folder.resolve("secrets"));

    assertThat(exitCode(script("down", "--volumes"))).as(said()).isZero();

    assertThat(told())
        .first(STRING)
        .endsWith("--profile sandbox --profile demo down --remove-orphans --volumes");
    for (String container : EnvironmentFiles.contents(folder).keySet()) {
      assertThat(told()).contains("0 " + container + ".env");
    }
    assertThat(secrets).isEmptyDirectory();
  }

  /** What the engine was told by this start. */
  private List<String> up(String bitbucket) throws IOException, InterruptedException {
    Files.deleteIfExists(folder.resolve("told"));
    ProcessBuilder script = script("up");
    script.environment().put("BITBUCKET_CLOUD_API", bitbucket);
    assertThat(exitCode(script)).as(said()).isZero();
    return told();
  }

  private ProcessBuilder script(String... words) {
    List<String> command = new ArrayList<>(List.of(words));
    command.set(0, "../compose/" + words[0]);
    ProcessBuilder script = new ProcessBuilder(command).redirectErrorStream(true);
    script.environment().merge("PATH", folder.resolve("bin") + ":", (old, bin) -> bin + old);
    script.environment().put("SECRETS", folder.resolve("secrets").toString());
    script.environment().put("BITBUCKET_CLOUD_API", "");
    script.environment().put("TOLD", folder.resolve("told").toString());
    return script.redirectOutput(folder.resolve("said").toFile());
  }

  private static int exitCode(ProcessBuilder script) throws IOException, InterruptedException {
    return script.start().waitFor();
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("said"));
  }

  private List<String> told() throws IOException {
    return Files.readAllLines(folder.resolve("told"));
  }
}
