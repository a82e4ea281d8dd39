package dev.uplink.kubernetes;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.local.tool.EnvironmentFiles;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsScriptTest {
  @TempDir Path folder;
  @TempDir Path tools;

  @Test
  void itPrintsWhatTheToolMadeForEachAndNoMore() throws IOException {
    Kubectl.assumeFound();
    EnvironmentFiles.write(folder);
    Map<String, Map<String, String>> made = EnvironmentFiles.contents(folder.resolve("keys"));
    Map<String, Map<String, String>> printed = new TreeMap<>();
    for (JsonNode secret :
        StrictYaml.trees(
            Kubectl.run("env", tool(), "./secrets", folder.toString(), "ingress", "notifier"))) {
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

  /** Or pods would wait for one that nobody made. */
  @Test
  void withoutNamesItPrintsThoseThatPodsWithADatabaseOfTheirOwnNeed() throws IOException {
    Kubectl.assumeFound();
    EnvironmentFiles.write(folder);
    Set<String> made = EnvironmentFiles.contents(folder.resolve("keys")).keySet();

    assertThat(StrictYaml.trees(Kubectl.run("env", tool(), "./secrets", folder.toString())))
        .extracting(secret -> secret.path("metadata").path("name").asText())
        .containsExactlyInAnyOrderElementsOf(
            Installation.SINGLE.manifests().workloads().stream()
                .flatMap(workload -> workload.container().getEnv().stream())
                .map(EnvVar::getValueFrom)
                .filter(source -> source != null && source.getSecretKeyRef() != null)
                .map(source -> source.getSecretKeyRef().getName())
                .filter(made::contains)
                .collect(toSet()));
  }

  /** Or a changed key would never come to those who hold it. */
  @Test
  void theToolIsAskedAlsoWhereThereAreFilesOfVariables() throws IOException {
    EnvironmentFiles.write(folder);

    Kubectl.ending(1, "env", tool(), "./secrets", folder.toString(), "nobody");

    assertThat(tools.resolve("words")).hasContent("secrets " + folder.toRealPath());
  }

  /** Instead of the image: notes its words. */
  private String tool() throws IOException {
    Path script = Files.writeString(tools.resolve("tool"), "echo \"$@\" > " + tools + "/words\n");
    return "TOOL_PROGRAM=bash " + script;
  }

  /** An empty Secret would be applied, and pods would wait for keys that it has not. */
  @ParameterizedTest
  @ValueSource(strings = {"ingres", "notifier"})
  void aNameWithoutAFileIsRefusedBeforeAnythingIsPrinted(String name) throws IOException {
    EnvironmentFiles.write(folder);
    Files.delete(folder.resolve("notifier.env"));

    assertThat(Kubectl.ending(1, "env", tool(), "./secrets", folder.toString(), "ingress", name))
        .isEqualTo(
            "There is no %s/%s.env, so no Secret \"%s\" is made; nothing was printed.%n"
                .formatted(folder, name, name));
  }
}
