package dev.uplink.benchmarks.memory;

import java.time.Duration;

/**
 * What is measured.
 *
 * @param stacks of other repositories than those that webhooks come from
 * @param rest how long nobody asks for anything before it is looked
 * @param rate webhooks a second
 * @param settle at a tenth of the load, and so long again under load, before it counts
 * @param measured under load, after that
 */
record MemoryPlan(int stacks, Duration rest, double rate, Duration settle, Duration measured) {
  static final MemoryPlan FULL =
      new MemoryPlan(
          100_000, Duration.ofSeconds(20), 2_000, Duration.ofSeconds(30), Duration.ofSeconds(60));

  /** For trying things. */
  static final MemoryPlan QUICK =
      new MemoryPlan(
          1_000, Duration.ofSeconds(10), 2_000, Duration.ofSeconds(15), Duration.ofSeconds(15));

  static MemoryPlan parse(String... words) {
    return switch (String.join(" ", words)) {
      case "" -> FULL;
      case "--quick" -> QUICK;
      default -> throw new IllegalArgumentException("usage: deploy/benchmarks/memory [--quick]");
    };
  }
}
