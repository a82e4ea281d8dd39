package dev.uplink.benchmarks.latency;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Takes the time between two events of the same key, which different threads may tell. A time
 * counts from when the first event was due, so that a late start hides nothing.
 */
final class Stopwatch {
  private static final long POLL_MILLIS = 5;

  private final Map<String, Long> due = new ConcurrentHashMap<>();
  private final Histogram micros = new Histogram(3);

  /** To be called before the first event is caused. */
  void begins(String key, long dueNanos) {
    due.put(key, dueNanos);
  }

  boolean isRunning(String key) {
    return due.containsKey(key);
  }

  /** A key that is not known, or ended already, is passed over. */
  void ends(String key, long nanos) {
    @Nullable Long begun = due.remove(key);
    if (begun != null) {
      synchronized (micros) {
        micros.recordValue(Math.max(0, (nanos - begun) / 1_000));
      }
    }
  }

  /** Waits for those that have begun; what does not end is told as missing. */
  Times times(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!due.isEmpty() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    int missing = due.size();
    due.clear();
    synchronized (micros) {
      return new Times(
          micros.getTotalCount(),
          missing,
          micros.getValueAtPercentile(50) / 1_000.0,
          micros.getValueAtPercentile(99) / 1_000.0);
    }
  }
}
