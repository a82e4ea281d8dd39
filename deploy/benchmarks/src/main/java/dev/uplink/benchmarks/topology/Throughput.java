package dev.uplink.benchmarks.topology;

import dev.uplink.benchmarks.Ratio;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One run.
 *
 * @param perSecond records of the backlog whose results were committed
 * @param cpuMicros processor time of the topology's process for each of them
 */
public record Throughput(double perSecond, double cpuMicros) {
  /** Of runs that took turns. */
  public static Ratio ratio(
      List<Throughput> ours, List<Throughput> theirs, ToDoubleFunction<Throughput> what) {
    return Ratio.of(
        ours.stream().map(what::applyAsDouble).toList(),
        theirs.stream().map(what::applyAsDouble).toList());
  }

  @Override
  public String toString() {
    return "%,9.0f records/s   %7.1f us of processor time each".formatted(perSecond, cpuMicros);
  }
}
