package dev.uplink.benchmarks.aggregate;

/**
 * What is measured.
 *
 * @param updates of each run
 * @param warmUps runs of each contender that are not counted
 * @param pairs how often they take turns
 * @param fewCommits that are kept, each with a run
 * @param manyCommits that are kept, for what must not depend on them
 */
record AggregatePlan(int updates, int warmUps, int pairs, int fewCommits, int manyCommits) {
  static final AggregatePlan FULL = new AggregatePlan(120_000, 3, 3, 1_000, 100_000);

  /** For trying things: says little about small differences. */
  static final AggregatePlan QUICK = new AggregatePlan(60_000, 2, 1, 1_000, 50_000);

  static AggregatePlan parse(String... words) {
    return switch (String.join(" ", words)) {
      case "" -> FULL;
      case "--quick" -> QUICK;
      default -> throw new IllegalArgumentException("usage: deploy/benchmarks/aggregate [--quick]");
    };
  }
}
