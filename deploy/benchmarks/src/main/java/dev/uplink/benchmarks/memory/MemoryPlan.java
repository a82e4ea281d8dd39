package dev.uplink.benchmarks.memory;

import java.time.Duration;

/**
 * What is measured.
 *
 * @param stacks of other repositories than those that webhooks come from
 * @param rest how long nobody asks for anything before it is looked
 * @param warmUp how long ingress has a tenth of the load first
 * @param rate webhooks a second
 * @param load how long they come at this rate; the other services then work through them
 */
record MemoryPlan(int stacks, Duration rest, Duration warmUp, double rate, Duration load) {
  static final MemoryPlan FULL =
      new MemoryPlan(
          100_000, Duration.ofSeconds(20), Duration.ofSeconds(30), 2_000, Duration.ofSeconds(90));

  /** For trying things. */
  static final MemoryPlan QUICK =
      new MemoryPlan(
          1_000, Duration.ofSeconds(10), Duration.ofSeconds(10), 2_000, Duration.ofSeconds(20));

  static MemoryPlan parse(String... words) {
    return switch (String.join(" ", words)) {
      case "" -> FULL;
      case "--quick" -> QUICK;
      default -> throw new IllegalArgumentException("usage: deploy/benchmarks/memory [--quick]");
    };
  }
}
