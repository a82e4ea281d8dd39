package dev.uplink.local.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentFilesTest {
  @TempDir Path folder;

  @Test
  void theSecondStartHasTheSecretsOfTheFirst() throws Exception {
    EnvironmentFiles.write(folder);
    Map<String, String> first = files();
    EnvironmentFiles.write(folder);

    assertThat(files()).isEqualTo(first);
  }

  @Test
  void onlyTheOwnerCanReadThem() throws Exception {
    EnvironmentFiles.write(folder);

    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.filter(path -> !path.equals(folder)))
          .isNotEmpty()
          .allSatisfy(
              path ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                      .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
    }
  }

  @Test
  void nobodyIsGivenTheKeyThatOpensCredentialsButTheNotifier() throws Exception {
    EnvironmentFiles.write(folder);
    String key = "UPLINK_CREDENTIALS_PRIVATE_KEYSET";

    files()
        .forEach(
            (name, text) ->
                assertThat(text.contains(key)).as(name).isEqualTo(name.equals("notifier.env")));
  }

  @Test
  void everyLineIsOneVariableWhoseValueMeansNothingElse() throws Exception {
    EnvironmentFiles.write(folder);

    assertThat(files().values())
        .allSatisfy(text -> assertThat(text.lines()).allMatch(it -> it.matches("[A-Z_]+='[^']+'")));
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.filter(it -> it.toString().endsWith(".env")).toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return files;
  }
}
