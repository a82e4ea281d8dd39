package dev.uplink.benchmarks.ingest;

import dev.uplink.benchmarks.Ratio;
import dev.uplink.benchmarks.process.ResidentMemory;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What is printed at the end. */
final class Report {
  private static final int BODY_BYTES = 4_600;

  private final PrintStream out;
  private final List<String> lines = new ArrayList<>();

  Report(PrintStream out) {
    this.out = out;
  }

  void add(int integrations, Measured ours, Measured ceiling) {
    lines.add("");
    lines.add("%,d integrations".formatted(integrations));
    lines.add("  server     accepted/s   CPU us   p50 ms   p99 ms   memory");
    lines.add(row(ours));
    lines.add(row(ceiling));
    lines.add(
        "  of the ceiling: accepted/s "
            + Ratio.of(ours.acceptedPerSecond(), ceiling.acceptedPerSecond()));
    lines.add(
        "  times the ceiling's: p50 %s, p99 %s"
            .formatted(
                Ratio.of(ours.p50Millis(), ceiling.p50Millis()),
                Ratio.of(ours.p99Millis(), ceiling.p99Millis())));
    long notAccepted = ours.notAccepted() + ceiling.notAccepted();
    if (notAccepted > 0) {
      lines.add("  NOT VALID: %,d requests were not accepted".formatted(notAccepted));
    }
  }

  void print() {
    out.printf(
        "%nWebhooks of %.1f KB, signed, acknowledged by Kafka with acks=all; %d cores, shared with"
            + " broker and load.%naccepted/s, and the server's processor time for each webhook:"
            + " medians under full load. p50, p99: medians at half of the slower's accepted/s,"
            + " from when each request was due.%n",
        BODY_BYTES / 1_000.0, Runtime.getRuntime().availableProcessors());
    lines.forEach(out::println);
  }

  private static String row(Measured one) {
    return "  %-8s %,12.0f %8.1f %8.2f %8.2f   %s"
        .formatted(
            one.server.name(),
            Ratio.median(one.acceptedPerSecond()),
            one.cpuMicrosEach(),
            Ratio.median(one.p50Millis()),
            Ratio.median(one.p99Millis()),
            one.memory.map(ResidentMemory::toString).orElse("not told by this system"));
  }
}
