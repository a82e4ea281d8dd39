package dev.uplink.benchmarks.decide;

/**
 * One size that was measured.
 *
 * @param micros for each event
 */
record Point(int stacks, double micros) {
  /** Microseconds for each stack more than in the other: the same everywhere if it is linear. */
  double slopeSince(Point other) {
    return (micros - other.micros) / (stacks - other.stacks);
  }
}
