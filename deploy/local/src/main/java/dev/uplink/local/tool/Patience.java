package dev.uplink.local.tool;

import dev.uplink.local.process.StartFailedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waiting for what starts at the same time: other people's images say in no common way when. */
final class Patience {
  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private Patience() {}

  /** Throws {@link StartFailedException} when it does not come in time. */
  static <T> T first(String what, Supplier<Optional<T>> source) {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<T> found = source.get();
      if (found.isPresent()) {
        return found.get();
      }
      pause();
    }
    throw new StartFailedException(
        "%s was not there within %d s.".formatted(what, LONGEST.toSeconds()));
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailedException("interrupted", e);
    }
  }
}
