package dev.uplink.benchmarks;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Until something is so, however long it takes: that is what is measured. */
public final class Waiting {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Waiting() {}

  public static void until(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(PAUSE);
    }
  }
}
