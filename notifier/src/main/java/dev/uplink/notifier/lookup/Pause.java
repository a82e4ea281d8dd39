package dev.uplink.notifier.lookup;

import java.time.Duration;

/** Lets some time go by. */
@FunctionalInterface
public interface Pause {
  void of(Duration time) throws InterruptedException;
}
