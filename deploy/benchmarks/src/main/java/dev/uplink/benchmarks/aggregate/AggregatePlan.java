package dev.uplink.benchmarks.aggregate;

/**
 * What is measured.
 *
 * @param updates of each run
 * @param warmUps runs of each contender that are not counted
 * @param pairs how often they take turns
 * @param fewCommits that are kept, each with ten runs
 * @param manyCommits that are kept, for what must not depend on them
 */
record AggregatePlan(int updates, int warmUps, int pairs, int fewCommits, int manyCommits) {
  static final AggregatePlan FULL = new AggregatePlan(120_000, 5, 3, 100, 10_000);

  /** For trying things: says little about small differences. */
  static final AggregatePlan QUICK = new AggregatePlan(100_000, 4, 1, 100, 5_000);

  static AggregatePlan parse(String... words) {
    return switch (String.join(" ", words)) {
      case "" -> FULL;
      case "--quick" -> QUICK;
      default -> throw new IllegalArgumentException("usage: deploy/benchmarks/aggregate [--quick]");
    };
  }
}
