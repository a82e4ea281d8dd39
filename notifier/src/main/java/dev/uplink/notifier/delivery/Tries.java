package dev.uplink.notifier.delivery;

import dev.uplink.notifier.bitbucket.status.PostResult;
import dev.uplink.notifier.bitbucket.status.Posting;
import dev.uplink.schemas.trace.Tracing;
import dev.uplink.schemas.trace.TracingScope;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries under way: each on a thread of its own, its result brought back through a queue. */
final class Tries {
  private static final Logger LOG = LoggerFactory.getLogger(Tries.class);

  /** What a try came to, on the thread that takes it from the queue. */
  @FunctionalInterface
  interface OnEnd {
    void ended(Attempt attempt, PostResult result, Duration took);
  }

  private final Map<Integer, Integer> underWay = new HashMap<>();
  private final Posting poster;
  private final Executor executor;
  private final BlockingQueue<Runnable> inbox;
  private final Lease lease;
  private final Tracing tracing;
  private final InstantSource clock;

  /**
   * @param executor runs tries, each of which blocks; as many at once as there are slots
   */
  Tries(
      Posting poster,
      Executor executor,
      BlockingQueue<Runnable> inbox,
      Lease lease,
      Tracing tracing,
      InstantSource clock) {
    this.poster = poster;
    this.executor = executor;
    this.inbox = inbox;
    this.lease = lease;
    this.tracing = tracing;
    this.clock = clock;
  }

  void begin(Attempt attempt, OnEnd onEnd) {
    int partition = attempt.desired().source().partition();
    underWay.merge(partition, 1, Integer::sum);
    Instant start = clock.instant();
    executor.execute(
        () -> {
          Made made = make(attempt);
          Duration took = Duration.between(start, clock.instant());
          inbox.add(
              () -> {
                underWay.computeIfPresent(partition, (id, count) -> count == 1 ? null : count - 1);
                onEnd.ended(made.attempt(), made.result(), took);
              });
        });
  }

  /**
   * @param attempt with the last step of its trace, if there is one
   */
  private record Made(Attempt attempt, PostResult result) {}

  /**
   * A bug of ours costs its own status some tries, and not the others theirs. Whatever is thrown is
   * a result: a try that never ended would keep its slot and its key for ever.
   */
  private Made make(Attempt attempt) {
    @Nullable PostResult result = null;
    try {
      Span step = step(attempt);
      result = post(attempt, step);
      return new Made(
          step.getSpanContext().isValid() ? ended(attempt, step, result) : attempt, result);
    } catch (Throwable e) {
      LOG.error(
          "a status of delivery {} could not be posted",
          attempt.desired().lineage().deliveryId(),
          e);
      return new Made(attempt, result == null ? failed(e) : result);
    }
  }

  private static PostResult failed(Throwable failure) {
    return new PostResult.Postponed(
        null, "the notifier failed: " + failure.getClass().getSimpleName());
  }

  boolean anyOf(Collection<Integer> partitions) {
    return partitions.stream().anyMatch(underWay::containsKey);
  }

  private Span step(Attempt attempt) {
    return tracing.makesSpans()
        ? tracing.begin(
            "deliver status",
            SpanKind.CONSUMER,
            attempt.desired().about(),
            attempt.desired().lineage())
        : Span.getInvalid();
  }

  private static Attempt ended(Attempt attempt, Span step, PostResult result) {
    step.setAttribute("uplink.status.key", attempt.desired().status().key());
    step.setAttribute("uplink.attempt", attempt.number());
    if (!(result instanceof PostResult.Delivered)) {
      step.setStatus(StatusCode.ERROR, result.getClass().getSimpleName());
    }
    step.end();
    return attempt.as(attempt.desired().lineage().after(step));
  }

  private PostResult post(Attempt attempt, Span step) {
    if (!tracing.tells()) {
      return post(attempt);
    }
    try (TracingScope _ = tracing.during(attempt.desired().about(), step)) {
      return post(attempt);
    }
  }

  private PostResult post(Attempt attempt) {
    // Asked here again: the process may have been stopped since the try was begun.
    if (!lease.holds(clock.instant())) {
      return new PostResult.Postponed(null, "another notifier may have taken over");
    }
    return poster.post(attempt.desired().status(), attempt.priority());
  }
}
