package dev.uplink.benchmarks.memory;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.Optional;

/**
 * What one service takes.
 *
 * @param residentMegabytes the most that was seen; empty where the system does not tell
 * @param heapMegabytes what is left of the heap after it was collected
 * @param stateMegabytes on its disk; empty for one without state
 */
record Footprint(
    Optional<Long> residentMegabytes, long heapMegabytes, Optional<Long> stateMegabytes) {
  private static final long MEGABYTE = 1L << 20;

  /** Collects the heap, which is why what was resident has to be known before. */
  static Footprint of(Service service, Optional<Long> residentKilobytes, HttpClient http)
      throws IOException, InterruptedException {
    return new Footprint(
        residentKilobytes.map(kilobytes -> kilobytes / 1024),
        service.heapInUse(http) / MEGABYTE,
        service.onDisk().map(bytes -> bytes / MEGABYTE));
  }

  @Override
  public String toString() {
    return "%8s %8d %8s".formatted(shown(residentMegabytes), heapMegabytes, shown(stateMegabytes));
  }

  private static String shown(Optional<Long> megabytes) {
    return megabytes.map(Object::toString).orElse("-");
  }
}
