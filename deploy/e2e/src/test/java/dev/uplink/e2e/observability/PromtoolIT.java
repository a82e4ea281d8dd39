package dev.uplink.e2e.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** Prometheus' own judgement of the rules, where its promtool is installed. */
class PromtoolIT {
  @BeforeAll
  static void needsPromtool() {
    boolean there =
        List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)).stream()
            .anyMatch(folder -> new File(folder, "promtool").canExecute());
    if (!there) {
      System.out.println("SKIPPED: PromtoolIT needs promtool on the PATH (Debian: prometheus)");
    }
    assumeTrue(there, "promtool is needed");
  }

  @Test
  void everyAlertFiresWhenItShouldAndOnlyThen() throws Exception {
    promtool("check", "rules", "rules/uplink.yml");
    promtool("test", "rules", "tests/uplink.yml");
  }

  /** Grafana would show an empty panel. */
  @Test
  void whatBoardsAskIsWellFormed(@TempDir Path folder) throws Exception {
    List<Map<String, String>> asked = new ArrayList<>();
    for (Observability.Expression expression : Observability.expressions()) {
      asked.add(
          Map.of(
              "record",
              "asked:" + asked.size(),
              "expr",
              expression.text().replace("$__rate_interval", "5m")));
    }
    Path rules = folder.resolve("boards.yml");
    Files.writeString(
        rules,
        new Yaml().dump(Map.of("groups", List.of(Map.of("name", "boards", "rules", asked)))));

    promtool("check", "rules", rules.toString());
  }

  private static void promtool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(Observability.FOLDER.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
  }
}
