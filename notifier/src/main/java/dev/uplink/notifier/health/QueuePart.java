package dev.uplink.notifier.health;

import dev.uplink.notifier.delivery.LaneBacklog;
import dev.uplink.notifier.quota.Left;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one notifier has to tell an integration's Bitbucket, and may ask of it.
 *
 * @param waiting statuses that Bitbucket does not show yet
 * @param since when the longest waiting was first wanted; null when none waits
 * @param reason what held up the last try; null when nothing did
 * @param left of the budget, this notifier's part; null when nothing was asked lately
 */
record QueuePart(
    int waiting,
    @Nullable Instant since,
    @Nullable String reason,
    @Nullable Left left,
    Instant at) {
  /** Longer than a few tries take. */
  private static final Duration LATE = Duration.ofSeconds(30);

  private static final int LOW = 5;

  static QueuePart of(@Nullable LaneBacklog queue, @Nullable Left left, Instant at) {
    return queue == null
        ? new QueuePart(0, null, null, left, at)
        : new QueuePart(queue.waiting(), HealthMapper.now(queue.since()), queue.reason(), left, at);
  }

  boolean isLate() {
    return since != null && since.plus(LATE).isBefore(at);
  }

  /** What people would want to know at once if it changed. */
  boolean isAsGoodAs(@Nullable QueuePart other) {
    return other == null
        ? !isLate() && !isLow()
        : isLate() == other.isLate() && isLow() == other.isLow();
  }

  private boolean isLow() {
    return left != null && left.remaining() * LOW < left.limit();
  }
}
