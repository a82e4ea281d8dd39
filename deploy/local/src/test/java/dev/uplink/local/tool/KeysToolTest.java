package dev.uplink.local.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.local.data.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysToolTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  @BeforeEach
  void makeSecrets() {
    EnvironmentFiles.write(folder);
  }

  @Test
  void afterAllStepsOnlyTheNewKeyIsKeptAndTheOldFileIsBesideIt() throws IOException {
    List<String> before = primaries();
    assertThat(keys("add")).isZero();
    assertThat(primaries()).isEqualTo(before);
    assertThat(keys("promote")).isZero();
    List<String> promoted = primaries();
    assertThat(promoted).doesNotContainAnyElementsOf(before);

    assertThat(keys("drop", promoted.toArray(String[]::new))).isZero();

    assertThat(primaries()).isEqualTo(promoted);
    for (Path file : Secrets.keysets(folder.resolve("keys"))) {
      assertThat(json(file).path("key")).hasSize(1);
      Path old = file.resolveSibling(file.getFileName() + ".old");
      assertThat(json(old).path("key")).hasSize(2);
      assertThat(Files.getPosixFilePermissions(old)).isEqualTo(Files.getPosixFilePermissions(file));
    }
  }

  @Test
  void theFolderOfTheKeysAloneIsTakenAsWell() throws IOException {
    assertThat(run("keys", folder.resolve("keys").toString(), "add")).isZero();

    assertThat(json(Secrets.keysets(folder.resolve("keys")).getFirst()).path("key")).hasSize(2);
  }

  @Test
  void aNewKeyThatDoesNotSealYetKeepsTheOldOne() throws IOException {
    keys("add");
    Map<Path, String> before = contents();

    assertThat(keys("drop", primaries().toArray(String[]::new))).isEqualTo(2);

    assertThat(said()).startsWith("The newest key of ").contains("does not seal yet: promote it");
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void aKeyThatServicesSealWithIsNotDropped() throws IOException {
    List<String> old = primaries();
    keys("add");
    keys("promote");
    Map<Path, String> before = contents();
    List<String> some = new ArrayList<>(primaries());
    some.add(old.getLast());

    assertThat(keys("drop", some.toArray(String[]::new))).isEqualTo(2);

    assertThat(said()).startsWith("Services seal with the keys ").contains(old.getLast());
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void whoDoesNotSayWhatServicesSealWithDropsNothing() throws IOException {
    Map<Path, String> before = contents();

    assertThat(keys("drop")).isEqualTo(2);

    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void aStepThatIsNoneIsRefused() {
    assertThat(keys("remove")).isEqualTo(2);
    assertThat(said()).startsWith("remove is none of add, promote and drop");
  }

  private int keys(String step, String... sealing) {
    return run(
        Stream.concat(Stream.of("keys", folder.toString(), step), Stream.of(sealing))
            .toArray(String[]::new));
  }

  private int run(String... words) {
    return ToolProgram.run(
        words,
        Map.of(),
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private List<String> primaries() throws IOException {
    List<String> primaries = new ArrayList<>();
    for (Path file : Secrets.keysets(folder.resolve("keys"))) {
      primaries.add(json(file).path("primaryKeyId").asText());
    }
    return primaries;
  }

  private Map<Path, String> contents() throws IOException {
    Map<Path, String> contents = new TreeMap<>();
    for (Path file : Secrets.keysets(folder.resolve("keys"))) {
      contents.put(file, Files.readString(file));
    }
    return contents;
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }
}
