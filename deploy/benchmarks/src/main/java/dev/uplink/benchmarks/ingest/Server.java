package dev.uplink.benchmarks.ingest;

import java.time.Duration;

/** One of the two that are compared. */
record Server(String name, int port, long pid) {

  /** Of all its threads, since it started; nothing where the system does not tell. */
  Duration cpuTime() {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }
}
