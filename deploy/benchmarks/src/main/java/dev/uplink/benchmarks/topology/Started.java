package dev.uplink.benchmarks.topology;

import java.time.Duration;

/**
 * A topology that has begun to process.
 *
 * @param took from its construction, with everything that was read back
 * @param restored records that were read back into stores
 */
public record Started(Duration took, long restored) {
  String toLine() {
    return took.toMillis() + " " + restored;
  }

  static Started parse(String line) {
    String[] words = line.split(" ", -1);
    return new Started(Duration.ofMillis(Long.parseLong(words[0])), Long.parseLong(words[1]));
  }
}
