package dev.uplink.benchmarks.outbox;

/**
 * One run.
 *
 * @param commitsPerSecond changes that were committed
 * @param publishesPerSecond those marked as published, after Kafka's transaction was committed
 * @param waiting rows not yet published at the end
 * @param oldestMillis how long the oldest of them had waited, at most, looked at each second
 */
record Measured(
    double commitsPerSecond, double publishesPerSecond, long waiting, long oldestMillis) {

  static Measured of(
      double seconds, OutboxTable.Rows before, OutboxTable.Rows after, long oldestMillis) {
    long committed = after.all() - before.all();
    long stillWaiting = after.waiting() - before.waiting();
    return new Measured(
        committed / seconds, (committed - stillWaiting) / seconds, after.waiting(), oldestMillis);
  }

  /** 1 if as many were published as committed. */
  double published() {
    return publishesPerSecond / commitsPerSecond;
  }
}
