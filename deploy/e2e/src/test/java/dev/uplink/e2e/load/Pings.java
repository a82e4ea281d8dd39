package dev.uplink.e2e.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bitbucket's own test of a webhook, twice a second. It needs neither Kafka nor PostgreSQL, so it
 * is answered late only where an event loop is held up.
 */
public final class Pings implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(500);
  private static final Duration NEVER = Duration.ofMinutes(1);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final AtomicLong slowest = new AtomicLong();
  private final HttpRequest ping;

  public Pings(URI webhooks) {
    ping =
        HttpRequest.newBuilder(
                webhooks.resolve("/webhooks/bitbucket-cloud/demo/integration/anything"))
            .header("X-Event-Key", "diagnostics:ping")
            .timeout(NEVER)
            .POST(BodyPublishers.noBody())
            .build();
    var _ = timer.scheduleAtFixedRate(this::send, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Of the answers; one that was not 200, or did not come, counts as a minute. */
  public Duration slowest() {
    return Duration.ofMillis(slowest.get());
  }

  @Override
  public void close() {
    timer.shutdownNow();
    http.shutdownNow();
    http.close();
  }

  private void send() {
    long begin = System.nanoTime();
    var _ =
        http.sendAsync(ping, BodyHandlers.discarding())
            .whenComplete(
                (response, failure) -> {
                  boolean answered = failure == null && response.statusCode() == 200;
                  Duration took = Duration.ofNanos(System.nanoTime() - begin);
                  slowest.accumulateAndGet((answered ? took : NEVER).toMillis(), Math::max);
                });
  }
}
