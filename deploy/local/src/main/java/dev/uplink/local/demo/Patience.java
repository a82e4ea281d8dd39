package dev.uplink.local.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for what others do, with an end. */
final class Patience {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Patience() {}

  /** Whether it came true in time. */
  static boolean until(BooleanSupplier condition) {
    return first(() -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty()).isPresent();
  }

  /** The first that comes in time. */
  static <T> Optional<T> first(Supplier<Optional<T>> source) {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    Optional<T> found = source.get();
    while (found.isEmpty() && System.nanoTime() < deadline) {
      pause();
      found = source.get();
    }
    return found;
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailedException("interrupted", e);
    }
  }
}
