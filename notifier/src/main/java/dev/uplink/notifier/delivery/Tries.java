package dev.uplink.notifier.delivery;

import dev.uplink.notifier.bitbucket.PostResult;
import dev.uplink.notifier.bitbucket.Posting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
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
  private final InstantSource clock;

  /**
   * @param executor runs tries, each of which blocks; as many at once as there are slots
   */
  Tries(
      Posting poster,
      Executor executor,
      BlockingQueue<Runnable> inbox,
      Lease lease,
      InstantSource clock) {
    this.poster = poster;
    this.executor = executor;
    this.inbox = inbox;
    this.lease = lease;
    this.clock = clock;
  }

  void begin(Attempt attempt, OnEnd onEnd) {
    int partition = attempt.desired().source().partition();
    underWay.merge(partition, 1, Integer::sum);
    Instant start = clock.instant();
    executor.execute(
        () -> {
          PostResult result = post(attempt);
          Duration took = Duration.between(start, clock.instant());
          inbox.add(
              () -> {
                underWay.computeIfPresent(partition, (id, count) -> count == 1 ? null : count - 1);
                onEnd.ended(attempt, result, took);
              });
        });
  }

  boolean anyOf(Collection<Integer> partitions) {
    return partitions.stream().anyMatch(underWay::containsKey);
  }

  /** A bug of ours costs its own status some tries, and not the others theirs. */
  private PostResult post(Attempt attempt) {
    // Asked here again: the process may have been stopped since the try was begun.
    if (!lease.holds(clock.instant())) {
      return new PostResult.Postponed(null, "another notifier may have taken over");
    }
    try {
      return poster.post(attempt.desired().status(), attempt.priority());
    } catch (RuntimeException e) {
      LOG.error("a status could not be posted", e);
      return new PostResult.Postponed(null, "the notifier failed: " + e.getClass().getSimpleName());
    }
  }
}
