package dev.uplink.benchmarks.latency;

import java.util.List;
import java.util.Map;

/**
 * What is measured.
 *
 * @param stages rates, with how many events each
 * @param warmUp events before the first of them, at the highest rate: until the compiler has done
 *     most of its work, which takes a core and more of what is measured
 * @param warmUpAgain the same after services were started anew
 * @param variations settings of processor and notifier that differ from the defaults, one at a
 *     time; each is measured at the middle rate
 */
record LatencyPlan(
    List<Stage> stages, int warmUp, int warmUpAgain, List<Map<String, String>> variations) {
  static final String COMMIT_INTERVAL = "UPLINK_COMMIT_INTERVAL";

  record Stage(double rate, int count) {}

  static final LatencyPlan FULL =
      new LatencyPlan(
          List.of(new Stage(10, 100), new Stage(100, 800), new Stage(1_000, 5_000)),
          10_000,
          4_000,
          List.of(
              Map.of(COMMIT_INTERVAL, "PT0.01S"),
              Map.of(COMMIT_INTERVAL, "PT0.025S"),
              Map.of(COMMIT_INTERVAL, "PT0.1S")));

  /** For trying things. */
  static final LatencyPlan QUICK =
      new LatencyPlan(
          List.of(new Stage(10, 50), new Stage(100, 300)),
          2_000,
          1_000,
          List.of(Map.of(COMMIT_INTERVAL, "PT0.1S")));

  static LatencyPlan parse(String... words) {
    return switch (String.join(" ", words)) {
      case "" -> FULL;
      case "--quick" -> QUICK;
      default -> throw new IllegalArgumentException("usage: deploy/benchmarks/latency [--quick]");
    };
  }
}
