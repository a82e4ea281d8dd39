package dev.uplink.benchmarks.ingest;

import dev.uplink.benchmarks.Ratio;
import dev.uplink.benchmarks.load.LoadPlan;
import dev.uplink.benchmarks.load.LoadResult;
import dev.uplink.benchmarks.process.Child;
import dev.uplink.benchmarks.process.ResidentMemory;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** Drives both servers in turn, A B A B, each alone under load at its time. */
record Rounds(IngestPlan plan, Child load, PrintStream out) {
  /** Enough that no server waits for work. */
  private static final int CONNECTIONS = 256;

  /** The share of the slower's throughput at which answer times are measured, for both alike. */
  private static final double BELOW_SATURATION = 0.5;

  void measure(int integrations, List<Measured> servers) {
    for (Measured one : servers) {
      show("warm-up", one, run(one, integrations, LoadPlan.ABOVE_CAPACITY, plan.warmUp()));
    }
    for (int pair = 0; pair < plan.pairs(); pair++) {
      for (Measured one : servers) {
        Duration before = one.server.cpuTime();
        LoadResult result = run(one, integrations, LoadPlan.ABOVE_CAPACITY, plan.run());
        Duration spent = one.server.cpuTime().minus(before);
        one.saturated.add(result);
        one.cpuMicros.add(perWebhook(spent, result));
        show("saturated", one, result);
      }
    }
    double slower =
        servers.stream()
            .mapToDouble(one -> Ratio.median(one.acceptedPerSecond()))
            .min()
            .orElseThrow();
    double rate = BELOW_SATURATION * slower;
    for (int pair = 0; pair < plan.pairs(); pair++) {
      for (Measured one : servers) {
        LoadResult result = run(one, integrations, rate, plan.run());
        one.atFixedRate.add(result);
        show("%.0f/s".formatted(rate), one, result);
      }
    }
    servers.forEach(one -> one.memory = ResidentMemory.of(one.server.pid()));
  }

  /** The settling time costs as much as the measured one, so both are counted. */
  private double perWebhook(Duration spent, LoadResult result) {
    Duration loaded = plan.settle().plus(plan.run());
    return spent.toNanos() / 1_000.0 / (result.acceptedPerSecond() * loaded.toMillis() / 1_000.0);
  }

  private LoadResult run(Measured one, int integrations, double rate, Duration measured) {
    LoadPlan run =
        new LoadPlan(one.server.port(), integrations, rate, CONNECTIONS, plan.settle(), measured);
    return LoadResult.parse(load.ask(run.toLine()));
  }

  private void show(String what, Measured one, LoadResult result) {
    out.printf(
        "  %-10s %-8s %8.0f accepted/s%s%s%n",
        what,
        one.server.name(),
        result.acceptedPerSecond(),
        what.endsWith("/s") ? answerTimes(result) : "",
        result.notAccepted() == 0 ? "" : "   " + result);
  }

  private static String answerTimes(LoadResult result) {
    return "   p50 %6.2f ms   p99 %7.2f ms"
        .formatted(result.p50Micros() / 1_000.0, result.p99Micros() / 1_000.0);
  }
}
