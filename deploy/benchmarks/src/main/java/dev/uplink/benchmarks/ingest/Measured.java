package dev.uplink.benchmarks.ingest;

import dev.uplink.benchmarks.Ratio;
import dev.uplink.benchmarks.load.LoadResult;
import dev.uplink.benchmarks.process.ResidentMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was measured of one server with one catalogue. */
final class Measured {
  final Server server;
  final List<LoadResult> saturated = new ArrayList<>();
  final List<Double> cpuMicros = new ArrayList<>();
  final List<LoadResult> atFixedRate = new ArrayList<>();
  Optional<ResidentMemory> memory = Optional.empty();

  Measured(Server server) {
    this.server = server;
  }

  List<Double> acceptedPerSecond() {
    return saturated.stream().map(LoadResult::acceptedPerSecond).toList();
  }

  /** Processor time of the server's process for each webhook, under full load. */
  double cpuMicrosEach() {
    return Ratio.median(cpuMicros);
  }

  List<Double> p50Millis() {
    return atFixedRate.stream().map(result -> result.p50Micros() / 1_000.0).toList();
  }

  List<Double> p99Millis() {
    return atFixedRate.stream().map(result -> result.p99Micros() / 1_000.0).toList();
  }

  /**
   * Answers other than 202, and requests without any: with more than none the rest is worthless.
   */
  long notAccepted() {
    return saturated.stream().mapToLong(LoadResult::notAccepted).sum()
        + atFixedRate.stream().mapToLong(LoadResult::notAccepted).sum();
  }
}
