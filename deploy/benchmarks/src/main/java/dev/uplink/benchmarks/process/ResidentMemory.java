package dev.uplink.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a process has in memory, as the system counts it.
 *
 * @param rssKilobytes all of its resident pages
 * @param pssKilobytes the same, shared pages divided among those who share them
 */
public record ResidentMemory(long rssKilobytes, long pssKilobytes) {

  /** Empty where the system does not tell, which only Linux does. */
  public static Optional<ResidentMemory> of(long pid) {
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"));
      return Optional.of(new ResidentMemory(value(lines, "Rss:"), value(lines, "Pss:")));
    } catch (IOException notLinux) {
      return Optional.empty();
    }
  }

  static long value(List<String> lines, String name) {
    String line =
        lines.stream()
            .filter(candidate -> candidate.startsWith(name))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no " + name + " in " + lines));
    return Long.parseLong(line.replaceAll("[^0-9]", ""));
  }

  @Override
  public String toString() {
    return "%d MB RSS, %d MB PSS".formatted(rssKilobytes / 1024, pssKilobytes / 1024);
  }
}
