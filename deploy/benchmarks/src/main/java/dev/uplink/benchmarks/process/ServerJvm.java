package dev.uplink.benchmarks.process;

import java.util.List;

/** How a program's JVM is started. Servers that are compared have the same. */
public record ServerJvm(int heapMegabytes, List<String> flags) {
  /**
   * The flags of production, and the heap that ingress has there: the optimising compiler, and the
   * collector that costs least at two cores.
   */
  public static final ServerJvm PRODUCTION = new ServerJvm(512, List.of("-XX:+UseParallelGC"));

  public ServerJvm {
    flags = List.copyOf(flags);
  }
}
