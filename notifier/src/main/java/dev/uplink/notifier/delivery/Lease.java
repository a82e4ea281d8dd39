package dev.uplink.notifier.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether our partitions can only be ours: for a session's time after Kafka last took a commit of
 * us. A process that was stopped, or cut off from Kafka and not from Bitbucket, must not go on
 * telling Bitbucket what another has meanwhile told it better. Threads share it.
 */
final class Lease {
  private final Duration session;
  private volatile Instant ends = Instant.MIN;

  /**
   * @param session how long Kafka waits for a silent member before it gives its partitions away
   */
  Lease(Duration session) {
    this.session = session;
  }

  /**
   * @param asked when Kafka was asked; it answered later
   */
  void renew(Instant asked) {
    ends = asked.plus(session);
  }

  void end() {
    ends = Instant.MIN;
  }

  boolean holds(Instant now) {
    return now.isBefore(ends);
  }
}
