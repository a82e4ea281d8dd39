package dev.uplink.benchmarks.decide;

import java.util.List;

/**
 * What is measured.
 *
 * @param events of each run, in repositories with one stack
 * @param warmUps runs of each contender that are not counted
 * @param pairs how often two take turns
 * @param fewStacks of other repositories
 * @param manyStacks of other repositories, for what must not depend on them
 * @param sizes stacks of one repository, one after the other
 * @param outcomes about so many are made at each of these sizes, but at least ten events
 * @param week deliveries that are remembered when the disk is lost: a week of one a second
 */
record DecidePlan(
    int events,
    int warmUps,
    int pairs,
    int fewStacks,
    int manyStacks,
    List<Integer> sizes,
    int outcomes,
    int week) {
  static final DecidePlan FULL =
      new DecidePlan(60_000, 2, 3, 10, 100_000, List.of(1, 10, 100, 1_000, 5_000), 50_000, 600_000);

  /** For trying things: says little about small differences. */
  static final DecidePlan QUICK =
      new DecidePlan(30_000, 1, 1, 10, 100_000, List.of(1, 10, 100, 1_000, 5_000), 20_000, 200_000);

  static DecidePlan parse(String... words) {
    return switch (String.join(" ", words)) {
      case "" -> FULL;
      case "--quick" -> QUICK;
      default -> throw new IllegalArgumentException("usage: deploy/benchmarks/decide [--quick]");
    };
  }
}
