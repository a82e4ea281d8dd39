package dev.uplink.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.local.LocalUplink;
import dev.uplink.local.tool.Tool;
import dev.uplink.local.tool.ToolProgram;
import dev.uplink.schemas.serde.SerdeSettings;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The tools that come to Kafka after something was lost, each as the user that it is there. */
final class Recovering {
  private static final String START = "2026-01-02T03:04:05Z";

  private Recovering() {}

  /**
   * After something of the repository became a dead letter. The registry that is given its ids
   * again is another one, or everybody would hear of it.
   */
  static void asEachTool(LocalUplink uplink, Repository repository)
      throws IOException, InterruptedException {
    URI registry = uplink.endpoints().registry();
    assertThat(run(Tool.CHANGES, environment(uplink, Tool.CHANGES, registry), START)).isZero();
    // Refused when it has asked who the groups' members are: ingress runs.
    assertThat(run(Tool.REWIND, environment(uplink, Tool.REWIND, registry), START)).isEqualTo(2);
    try (EmptyRegistry empty = new EmptyRegistry()) {
      assertThat(run(Tool.REGISTRY, environment(uplink, Tool.REGISTRY, empty.url()))).isZero();
    }
    // Whether anything would be decided otherwise is not the question here.
    decidesAnew(
        environment(uplink, Tool.DEAD_LETTERS, registry),
        "bitbucket-cloud/%s/%s".formatted(repository.namespace(), repository.name()));
  }

  private static int run(Tool tool, Map<String, String> environment, String... words) {
    String[] all = new String[words.length + 1];
    all[0] = tool.word();
    System.arraycopy(words, 0, all, 1, words.length);
    return ToolProgram.run(all, environment, System.out, System.err);
  }

  /**
   * Not only dead letters: of these the bytes are at their origin but seldom. A process, because it
   * decides with the processor's code, which is not on the class path here.
   */
  private static void decidesAnew(Map<String, String> environment, String repository)
      throws IOException, InterruptedException {
    Path built = Path.of("../local/target");
    String classPath =
        String.join(File.pathSeparator, built + "/*", built + "/dry-run/*", built + "/lib/*");
    ProcessBuilder program =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Dlogback.configurationFile=dry-run-logback.xml",
                    "-cp",
                    classPath,
                    "dev.uplink.local.replay.DryRunProgram",
                    "--repository",
                    repository))
            .redirectErrorStream(true);
    program.environment().putAll(environment);
    Process process = program.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isIn(0, 1);
  }

  private static Map<String, String> environment(LocalUplink uplink, Tool tool, URI registry) {
    Map<String, String> environment = uplink.environmentOf(tool.principal().orElseThrow());
    environment.put(SerdeSettings.REGISTRY_URL.name(), registry.toString());
    return environment;
  }
}
