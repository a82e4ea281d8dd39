package dev.uplink.benchmarks.load;

import java.time.Duration;
import java.util.List;

/**
 * One run of the generator, as a line of words: the parent tells it so.
 *
 * @param port where the server listens, on loopback
 * @param integrations how many the load is spread over
 * @param rate offered requests per second; far above the capacity for a saturation run
 * @param connections the most requests under way at once; further ones wait, and their time counts
 * @param settle at the beginning, not measured
 */
public record LoadPlan(
    int port, int integrations, double rate, int connections, Duration settle, Duration measured) {

  /** More than any server here can take: what is accepted then is its throughput. */
  public static final double ABOVE_CAPACITY = 1_000_000;

  private static final int WORDS = 6;

  /** Then most requests that are due can never be sent, and how long they waited says nothing. */
  public boolean saturates() {
    return rate >= ABOVE_CAPACITY;
  }

  public String toLine() {
    return "%d %d %s %d %d %d"
        .formatted(
            port,
            integrations,
            Double.toString(rate),
            connections,
            settle.toMillis(),
            measured.toMillis());
  }

  static LoadPlan parse(String line) {
    List<String> words = List.of(line.strip().split(" ", -1));
    if (words.size() != WORDS) {
      throw new IllegalArgumentException("not a plan: " + line);
    }
    return new LoadPlan(
        Integer.parseInt(words.get(0)),
        Integer.parseInt(words.get(1)),
        Double.parseDouble(words.get(2)),
        Integer.parseInt(words.get(3)),
        Duration.ofMillis(Long.parseLong(words.get(4))),
        Duration.ofMillis(Long.parseLong(words.get(5))));
  }
}
