package dev.uplink.benchmarks.load;

import java.util.List;

/**
 * What came of one run, as a line of words: the parent reads it so.
 *
 * @param acceptedPerSecond answers 202 that arrived in the measured time, divided by that time
 * @param refused any other answers in the measured time
 * @param unanswered requests that had no answer when the generator gave up
 * @param p50Micros half of the requests due in the measured time were answered within, counted from
 *     when they were due
 * @param p99Micros the same for 99 of 100
 */
public record LoadResult(
    double acceptedPerSecond, long refused, long unanswered, long p50Micros, long p99Micros) {
  private static final int WORDS = 5;

  /** Answers other than 202, and requests without any. */
  public long notAccepted() {
    return refused + unanswered;
  }

  String toLine() {
    return "%s %d %d %d %d"
        .formatted(Double.toString(acceptedPerSecond), refused, unanswered, p50Micros, p99Micros);
  }

  public static LoadResult parse(String line) {
    List<String> words = List.of(line.strip().split(" ", -1));
    if (words.size() != WORDS) {
      throw new IllegalArgumentException("not a result: " + line);
    }
    return new LoadResult(
        Double.parseDouble(words.get(0)),
        Long.parseLong(words.get(1)),
        Long.parseLong(words.get(2)),
        Long.parseLong(words.get(3)),
        Long.parseLong(words.get(4)));
  }
}
