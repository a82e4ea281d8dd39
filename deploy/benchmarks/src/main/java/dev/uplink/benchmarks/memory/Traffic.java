package dev.uplink.benchmarks.memory;

import dev.uplink.benchmarks.load.Pacer;
import dev.uplink.benchmarks.setup.Target;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Pushes of ever new commits, from one repository after the other. */
final class Traffic {
  /** A server that cannot keep up is asked later: this process must not run out of memory. */
  private static final int MOST_UNDER_WAY = 256;

  private static final int ACCEPTED = 202;

  private final HttpClient http;
  private final List<Target> targets;
  private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong otherwise = new AtomicLong();

  /** Grows over all runs: a commit that comes again would start nothing. */
  private int commits;

  Traffic(HttpClient http, List<Target> targets) {
    this.http = http;
    this.targets = targets;
  }

  /** Webhooks that were answered 202, so far. */
  long accepted() {
    return accepted.get();
  }

  /** Those that had another answer or none. */
  long otherwise() {
    return otherwise.get();
  }

  /** Returns when all are sent that are due within this time, late if it must be. */
  void send(double rate, Duration time) {
    int count = (int) (rate * time.toMillis() / TimeUnit.SECONDS.toMillis(1));
    new Pacer(rate).run(count, (number, due) -> push(targets.get(number % targets.size())));
  }

  private void push(Target target) {
    room.acquireUninterruptibly();
    var _ =
        http.sendAsync(target.push("%040x".formatted(++commits)), BodyHandlers.discarding())
            .whenComplete(this::answered);
  }

  private void answered(@Nullable HttpResponse<Void> answer, @Nullable Throwable failure) {
    room.release();
    boolean taken = answer != null && answer.statusCode() == ACCEPTED;
    (taken ? accepted : otherwise).incrementAndGet();
  }
}
