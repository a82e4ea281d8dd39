package dev.uplink.benchmarks;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How two servers compare that took turns: each pair of neighbouring runs gives one ratio, so that
 * what the machine did meanwhile touches both sides of it alike.
 */
public record Ratio(double median, double lowest, double highest) {

  /** The lists are of the same length, in the order of the runs. */
  public static Ratio of(List<Double> ours, List<Double> ceiling) {
    if (ours.size() != ceiling.size() || ours.isEmpty()) {
      throw new IllegalArgumentException(ours.size() + " runs beside " + ceiling.size());
    }
    List<Double> ratios =
        IntStream.range(0, ours.size())
            .mapToObj(pair -> ours.get(pair) / ceiling.get(pair))
            .sorted()
            .toList();
    return new Ratio(median(ratios), ratios.getFirst(), ratios.getLast());
  }

  /** The mean of the two in the middle when there is no single one. */
  public static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  @Override
  public String toString() {
    return "%.2f (%.2f to %.2f over the pairs)".formatted(median, lowest, highest);
  }
}
