package dev.uplink.schemas.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static final Instant LONG_AGO = NOW.minus(StateFolder.LONGEST_ABSENCE);

  @TempDir Path state;

  @Test
  void whatWasLeftLongAgoIsGivenUp() throws IOException {
    write("app/0_1/rocksdb/runs/CURRENT", LONG_AGO);
    write("app/global/rocksdb/spaces/CURRENT", LONG_AGO.minusSeconds(60));
    write("app/.lock", LONG_AGO);
    write("other/0_1/CURRENT", LONG_AGO);

    folder().forgetWhatIsStale();

    assertThat(state.resolve("app/0_1")).doesNotExist();
    assertThat(state.resolve("app/global")).doesNotExist();
    assertThat(state.resolve("app/.lock")).exists();
    assertThat(state.resolve("other/0_1/CURRENT")).exists();
  }

  @Test
  void eachPartIsAsOldAsItsNewestFile() throws IOException {
    write("app/0_1/rocksdb/runs/CURRENT", Instant.EPOCH);
    write("app/0_1/.checkpoint", LONG_AGO.plusSeconds(1));
    write("app/0_2/rocksdb/runs/CURRENT", LONG_AGO);

    folder().forgetWhatIsStale();

    assertThat(state.resolve("app/0_1/rocksdb/runs/CURRENT")).exists();
    assertThat(state.resolve("app/0_2")).doesNotExist();
  }

  @Test
  void whatWasGivenUpHalfWayIsGoneAtTheNextStart() throws IOException {
    write("app/0_1/rocksdb/runs/CURRENT", NOW);
    write("app.given-up/0_2/rocksdb/runs/000042.sst", NOW);

    folder().forgetWhatIsStale();

    assertThat(state.resolve("app.given-up")).doesNotExist();
    assertThat(state.resolve("app/0_1/rocksdb/runs/CURRENT")).exists();
  }

  @Test
  void everythingGoesWithItsListOfTopics() throws IOException {
    write("app/0_1/rocksdb/runs/CURRENT", NOW);
    write("app.topics", NOW);
    write("other/0_1/CURRENT", NOW);

    folder().forgetEverything();

    assertThat(state).isDirectoryNotContaining("glob:**/app*");
    assertThat(state.resolve("other/0_1/CURRENT")).exists();
  }

  @Test
  void whoeverBrokeOffInBetweenCanEndIt() throws Exception {
    write("app.given-up/0_1/rocksdb/runs/CURRENT", NOW);
    write("app.topics", NOW);

    try (AutoCloseable _ = folder().lock()) {
      folder().forgetEverything();
    }

    assertThat(state).isEmptyDirectory();
  }

  @Test
  void theFirstStartHasNothingToForget() {
    folder().forgetWhatIsStale();

    assertThat(state).isEmptyDirectory();
  }

  private StateFolder folder() {
    return new StateFolder(state.resolve("app"), () -> NOW);
  }

  private void write(String name, Instant lastModified) throws IOException {
    Path file = state.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");
    Files.setLastModifiedTime(file, FileTime.from(lastModified));
  }
}
