package dev.uplink.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.local.tool.EnvironmentFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsScriptTest {
  @TempDir Path folder;

  @Test
  void itPrintsWhatTheToolMadeForEachAndNoMore() {
    Kubectl.assumeFound();
    EnvironmentFiles.write(folder);
    Map<String, Map<String, String>> made = EnvironmentFiles.contents(folder.resolve("keys"));
    Map<String, Map<String, String>> printed = new TreeMap<>();
    for (JsonNode secret :
        StrictYaml.trees(Kubectl.run("./secrets", folder.toString(), "ingress", "notifier"))) {
      assertThat(secret.path("kind").asText()).isEqualTo("Secret");
      Map<String, String> data = new TreeMap<>();
      secret
          .path("data")
          .properties()
          .forEach(
              entry ->
                  data.put(
                      entry.getKey(),
                      new String(
                          Base64.getDecoder().decode(entry.getValue().asText()),
                          StandardCharsets.UTF_8)));
      printed.put(secret.path("metadata").path("name").asText(), data);
    }

    assertThat(printed)
        .containsOnlyKeys("ingress", "notifier")
        .allSatisfy(
            (name, data) ->
                assertThat(data.keySet()).isEqualTo(made.getOrDefault(name, Map.of()).keySet()));
    // Files have each on one line.
    assertThat(printed.get("notifier"))
        .containsEntry(
            "UPLINK_CREDENTIALS_PRIVATE_KEYSET",
            made.getOrDefault("notifier", Map.of())
                .getOrDefault("UPLINK_CREDENTIALS_PRIVATE_KEYSET", "")
                .replace("\n", ""));
  }
}
