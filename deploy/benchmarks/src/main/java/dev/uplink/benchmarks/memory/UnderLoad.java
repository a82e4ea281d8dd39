package dev.uplink.benchmarks.memory;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks at one service while it works. The first quarter of the work is for its compiler, and the
 * last tenth is left, so that its heap is collected while there is something to do.
 *
 * @param service the one
 * @param progress what it has done of the work so far
 * @param work how much there is to do
 */
record UnderLoad(Service service, Progress progress, long work) {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration STANDSTILL = Duration.ofMinutes(1);

  /** Counts what is done. */
  interface Progress {
    long done() throws IOException, InterruptedException;
  }

  /**
   * What was seen.
   *
   * @param footprint the most that was resident, and what was left of the heap
   * @param perSecond of the work, while it was looked
   */
  record Seen(Footprint footprint, double perSecond) {}

  Seen look(HttpClient http) throws IOException, InterruptedException, TimeoutException {
    long before = reach(work / 4, progress.done(), new Most());
    long begin = System.nanoTime();
    Most resident = new Most();
    long after = reach(work * 9 / 10, before, resident);
    double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
    return new Seen(Footprint.of(service, resident.kilobytes, http), (after - before) / seconds);
  }

  /** The most that was resident, in kilobytes; empty where the system does not tell. */
  private static final class Most {
    private Optional<Long> kilobytes = Optional.empty();

    private void look(Service service) {
      service
          .resident()
          .ifPresent(
              now -> kilobytes = Optional.of(Math.max(kilobytes.orElse(0L), now.rssKilobytes())));
    }
  }

  private long reach(long goal, long before, Most resident)
      throws IOException, InterruptedException, TimeoutException {
    long done = before;
    long moved = System.nanoTime();
    while (done < goal) {
      resident.look(service);
      Thread.sleep(LOOK);
      long now = progress.done();
      if (now > done) {
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > STANDSTILL.toNanos()) {
        throw new TimeoutException(
            "%s stands at %,d of %,d for a minute".formatted(service.name(), now, work));
      }
      done = now;
    }
    return done;
  }
}
