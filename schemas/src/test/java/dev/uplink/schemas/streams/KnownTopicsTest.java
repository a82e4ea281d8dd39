package dev.uplink.schemas.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownTopicsTest {
  private static final Uuid ID = new Uuid(1, 1);

  @TempDir Path state;

  @Test
  void whatWasWrittenIsRead() {
    known().write(Map.of("app-runs-changelog", ID));

    assertThat(known().read()).containsExactly(Map.entry("app-runs-changelog", ID));
    assertThat(state).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void withoutAFileNothingIsKnown() {
    assertThat(known().read()).isEmpty();
  }

  @Test
  void whereNothingIsKnownThereIsNoFile() {
    known().write(Map.of());

    assertThat(state).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\" | it is empty",
        "app-runs-changelog | 'app-runs-changelog' is no topic and its id",
        "app-runs-changelog=AAAA | 'AAAA' is no topic's id",
      })
  void aDamagedFileIsNamedWithWhatToDo(String content, String how) throws IOException {
    Files.writeString(known().file(), content);

    assertThatThrownBy(() -> known().read())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(known().file() + " is damaged: " + how + ". So nobody")
        .hasMessageContaining("deploy/recovery/README.md");
  }

  private KnownTopics known() {
    return KnownTopics.beside(state.resolve("app"));
  }
}
