package dev.uplink.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closing the guard closes its pipe, which is all that a launcher's death does. */
class GuardTest {
  @TempDir Path folder;
  private final Guard guard = Guard.start();

  @AfterEach
  void end() {
    guard.close();
  }

  @Test
  void whatIsWatchedEndsWithTheLauncher() throws Exception {
    Process watched = sleeping();
    guard.watch(watched.toHandle(), "TERM");

    guard.close();

    assertThat(watched.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(watched.exitValue()).isEqualTo(128 + 15);
  }

  @Test
  void whatIsReleasedIsLeftAlone() throws Exception {
    Process released = sleeping();
    guard.watch(released.toHandle(), "TERM");
    guard.release(released.toHandle());

    guard.close();

    assertThat(released.isAlive()).isTrue();
    released.destroyForcibly();
  }

  @Test
  void theTemporaryFolderGoesWithTheLauncher() throws IOException {
    Path data = folder.resolve("with a blank");
    Files.writeString(Files.createDirectories(data).resolve("file"), "x");
    guard.removeAtEnd(data);

    guard.close();

    assertThat(data).doesNotExist();
    assertThat(folder).exists();
  }

  private static Process sleeping() throws IOException {
    return new ProcessBuilder("sleep", "60").start();
  }
}
