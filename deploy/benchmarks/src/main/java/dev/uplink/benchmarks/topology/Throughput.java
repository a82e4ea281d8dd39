package dev.uplink.benchmarks.topology;

/**
 * One run.
 *
 * @param perSecond records of the backlog whose results were committed
 * @param cpuMicros processor time of the topology's process for each of them
 */
public record Throughput(double perSecond, double cpuMicros) {
  @Override
  public String toString() {
    return "%,9.0f records/s   %7.1f us of processor time each".formatted(perSecond, cpuMicros);
  }
}
