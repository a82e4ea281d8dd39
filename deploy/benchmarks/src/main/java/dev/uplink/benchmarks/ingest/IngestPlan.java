package dev.uplink.benchmarks.ingest;

import java.time.Duration;
import java.util.List;

/**
 * How long everything takes.
 *
 * @param catalogues numbers of integrations, one after the other
 * @param warmUp of each server for each catalogue, under full load
 * @param settle at the beginning of each run, not measured
 * @param run what is measured of each run
 * @param pairs how often both servers take their turn
 */
record IngestPlan(
    List<Integer> catalogues, Duration warmUp, Duration settle, Duration run, int pairs) {

  static final IngestPlan FULL =
      new IngestPlan(
          List.of(10, 100_000),
          Duration.ofSeconds(25),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          3);

  /** For trying things: says little about small differences. */
  static final IngestPlan QUICK =
      new IngestPlan(
          List.of(10), Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(6), 2);

  static IngestPlan parse(String... words) {
    return switch (String.join(" ", words)) {
      case "" -> FULL;
      case "--quick" -> QUICK;
      default -> throw new IllegalArgumentException("usage: deploy/benchmarks/ingest [--quick]");
    };
  }
}
