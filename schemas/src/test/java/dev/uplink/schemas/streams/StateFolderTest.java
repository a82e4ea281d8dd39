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

  @TempDir Path state;

  @Test
  void whatWasLeftLongAgoIsGivenUp() throws IOException {
    write("app/0_1/rocksdb/runs/CURRENT", NOW.minus(StateFolder.LONGEST_ABSENCE).minusSeconds(60));
    write("app/global/rocksdb/spaces/CURRENT", NOW.minus(StateFolder.LONGEST_ABSENCE));
    write("other/0_1/CURRENT", Instant.EPOCH);

    assertThat(folder().forgetIfStale()).isTrue();

    assertThat(state.resolve("app")).doesNotExist();
    assertThat(state.resolve("other/0_1/CURRENT")).exists();
  }

  @Test
  void whatWasJustInUseStaysWhole() throws IOException {
    write("app/0_1/rocksdb/runs/CURRENT", Instant.EPOCH);
    write("app/0_1/rocksdb/runs/LOG", NOW.minus(StateFolder.LONGEST_ABSENCE).plusSeconds(1));

    assertThat(folder().forgetIfStale()).isFalse();

    assertThat(state.resolve("app/0_1/rocksdb/runs/CURRENT")).exists();
  }

  @Test
  void theFirstStartHasNothingToForget() {
    assertThat(folder().forgetIfStale()).isFalse();
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
