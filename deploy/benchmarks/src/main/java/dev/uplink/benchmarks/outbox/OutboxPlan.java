package dev.uplink.benchmarks.outbox;

import java.time.Duration;
import java.util.List;

/**
 * How long everything takes.
 *
 * @param writers numbers of connections that commit at once, one after the other
 * @param warmUp with the publisher, before anything is measured
 * @param settle at the beginning of each run, not measured
 * @param run what is measured of each run
 * @param pairs how often there is a run without and one with the publisher
 */
record OutboxPlan(
    List<Integer> writers, Duration warmUp, Duration settle, Duration run, int pairs) {

  static final OutboxPlan FULL =
      new OutboxPlan(
          List.of(1, 8), Duration.ofSeconds(20), Duration.ofSeconds(2), Duration.ofSeconds(25), 2);

  /** For trying things: says little about small differences. */
  static final OutboxPlan QUICK =
      new OutboxPlan(
          List.of(8), Duration.ofSeconds(15), Duration.ofSeconds(2), Duration.ofSeconds(10), 2);

  static OutboxPlan parse(String... words) {
    return switch (String.join(" ", words)) {
      case "" -> FULL;
      case "--quick" -> QUICK;
      default -> throw new IllegalArgumentException("usage: deploy/benchmarks/outbox [--quick]");
    };
  }
}
