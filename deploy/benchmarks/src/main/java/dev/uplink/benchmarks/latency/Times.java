package dev.uplink.benchmarks.latency;

/**
 * What was measured at one rate.
 *
 * @param missing of those that began, the number whose end did not come
 */
record Times(long count, int missing, double p50Millis, double p99Millis) {

  @Override
  public String toString() {
    return "%8.1f %8.1f%s"
        .formatted(p50Millis, p99Millis, missing == 0 ? "" : "  (" + missing + " missing)");
  }
}
