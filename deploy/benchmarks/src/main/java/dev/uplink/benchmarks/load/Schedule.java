package dev.uplink.benchmarks.load;

/**
 * When each request is due, in nanoseconds from the beginning. Fixed in advance: a server that is
 * slow does not make the next request come later, it makes it wait.
 *
 * @param rate requests per second
 */
record Schedule(double rate) {
  private static final double NANOS_PER_SECOND = 1e9;

  Schedule {
    if (!(rate > 0)) {
      throw new IllegalArgumentException("a rate of " + rate);
    }
  }

  /** Computed from the number each time: adding up intervals would drift. */
  long dueAt(long number) {
    return (long) (number * NANOS_PER_SECOND / rate);
  }
}
