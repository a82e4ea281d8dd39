package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.local.LocalMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code deploy/local/up --once} runs: everything, the sample scheduler, the demo, the end.
 */
@OwnUplink
class DemoE2E {

  @Test
  void theDemoTellsItsStoryAndEndsWell(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path story = folder.resolve("story.txt");

    Process demo = start(story);

    assertThat(demo.waitFor(5, TimeUnit.MINUTES)).isTrue();
    String told = Files.readString(story);
    assertThat(demo.exitValue()).as(told).isZero();
    assertThat(told)
        .contains("Uplink is ready")
        .contains("SIGNATURE_MISMATCH")
        .contains("payments rejected (INTEGRATION_DETACHED)")
        .contains("FAILED  spacelift/tracked: 1 failed, 1 succeeded")
        .containsPattern("page +http://127\\.0\\.0\\.1:[0-9]+/checks/[0-9a-f]{32}")
        .doesNotContain("NOT SO");
  }

  private static Process start(Path story) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            LocalMode.class.getName(),
            "--once");
    for (String port : List.of("WEBHOOK", "API", "REGISTRY", "KAFKA", "POSTGRES", "SANDBOX")) {
      builder.environment().put("UPLINK_" + port + "_PORT", "0");
    }
    return builder.redirectErrorStream(true).redirectOutput(story.toFile()).start();
  }
}
