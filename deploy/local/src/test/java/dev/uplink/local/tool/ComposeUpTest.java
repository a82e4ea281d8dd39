package dev.uplink.local.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script over an engine that only notes what it is told, and says that all is well. */
class ComposeUpTest {
  private static final String REAL = "https://api.bitbucket.org/2.0";

  private static final String ENGINE =
      """
      #!/usr/bin/env bash
      echo "$*" >> "$TOLD"
      case "$*" in
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

  /** What the engine was told by this start. */
  private List<String> up(String bitbucket) throws IOException, InterruptedException {
    Files.deleteIfExists(folder.resolve("told"));
    ProcessBuilder script = new ProcessBuilder("../compose/up").redirectErrorStream(true);
    script.environment().merge("PATH", folder.resolve("bin") + ":", (old, bin) -> bin + old);
    script.environment().put("SECRETS", folder.resolve("secrets").toString());
    script.environment().put("BITBUCKET_CLOUD_API", bitbucket);
    script.environment().put("TOLD", folder.resolve("told").toString());
    Process process = script.redirectOutput(folder.resolve("said").toFile()).start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("said"))).isZero();
    return told();
  }

  private List<String> told() throws IOException {
    return Files.readAllLines(folder.resolve("told"));
  }
}
