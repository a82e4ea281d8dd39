package dev.uplink.e2e.load;

import static org.awaitility.Awaitility.await;

import dev.uplink.e2e.Webhook;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks at a steady rate whatever the answers are, as the world sends them. What is not answered
 * 202 is sent again, the same request, until it is; what was answered 202 must never be needed
 * again. At most as many are sent again as are new: Bitbucket gives up sooner, and a sender that
 * made a storm of an outage would measure itself.
 */
public final class Traffic implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(20);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(400);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

  /** More than ingress takes to say 503, less than Bitbucket waits. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger open = new AtomicInteger();
  private final Queue<Runnable> again = new ConcurrentLinkedQueue<>();
  private final Answers answers = new Answers();
  private final Organisation organisation;
  private final int perSecond;
  private final long begin = System.nanoTime();
  private final ScheduledFuture<?> flow;
  private final AtomicLong begun = new AtomicLong();
  private final AtomicLong ticks = new AtomicLong();
  private volatile boolean ending;

  /** It flows at once. */
  public Traffic(Organisation organisation, int perSecond) {
    this.organisation = organisation;
    this.perSecond = perSecond;
    this.flow = timer.scheduleAtFixedRate(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  public Answers answers() {
    return answers;
  }

  /** Waits until that many more are accepted. */
  public void awaitAccepted(int more) {
    int goal = answers.accepted().size() + more;
    await("webhooks to be accepted")
        .atMost(Duration.ofMinutes(2))
        .until(() -> answers.accepted().size() >= goal);
  }

  /** Waits for so long a time of traffic, whatever the answers are. */
  public void awaitBegun(Duration traffic) {
    long goal = begun.get() + traffic.toMillis() * perSecond / 1_000;
    await("webhooks to be sent").atMost(traffic.plusMinutes(2)).until(() -> begun.get() >= goal);
  }

  /** No new ones; returns when each that was begun has its 202. */
  public Set<String> end() {
    if (flow.state() == Future.State.FAILED) {
      throw new AssertionError("the traffic ended by itself", flow.exceptionNow());
    }
    ending = true;
    await("each webhook to be accepted in the end")
        .atMost(Duration.ofMinutes(3))
        .until(() -> open.get() == 0);
    timer.shutdown();
    return answers.accepted();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    http.close();
  }

  private void tick() {
    long due = (System.nanoTime() - begin) * perSecond / TimeUnit.SECONDS.toNanos(1);
    while (!ending && begun.get() < due) {
      begun.incrementAndGet();
      open.incrementAndGet();
      send(organisation.next(), FIRST_PAUSE);
    }
    sendAgain();
  }

  private void sendAgain() {
    long tick = ticks.getAndIncrement();
    long most = perTicks(tick + 1) - perTicks(tick);
    for (long sent = 0; sent < most && !again.isEmpty(); sent++) {
      again.remove().run();
    }
  }

  private long perTicks(long count) {
    return count * TICK.toMillis() * perSecond / 1_000;
  }

  private void send(Webhook webhook, Duration pauseAfter) {
    long sentAt = System.nanoTime();
    var _ =
        http.sendAsync(webhook.request(), BodyHandlers.ofString())
            .orTimeout(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete(
                (response, failure) ->
                    answered(webhook, pauseAfter, response, System.nanoTime() - sentAt));
  }

  private void answered(
      Webhook webhook, Duration pause, @Nullable HttpResponse<String> response, long nanos) {
    if (answers.note(response, Duration.ofNanos(nanos))) {
      open.decrementAndGet();
      return;
    }
    Duration doubled = pause.multipliedBy(2);
    Duration next = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> again.add(() -> send(webhook, next)));
  }
}
