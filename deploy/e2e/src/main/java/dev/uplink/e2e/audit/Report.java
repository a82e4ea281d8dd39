package dev.uplink.e2e.audit;

import java.util.List;

/** What an audit came to. */
public sealed interface Report {
  /** In lines, for people. */
  List<String> lines();

  /**
   * Every promise is kept.
   *
   * @param records how many were read
   * @param deliveries how many of them first arrived, webhooks and triggers
   */
  record Kept(int records, int deliveries) implements Report {
    @Override
    public List<String> lines() {
      return List.of(
          "Every promise is kept: %d deliveries, %d records.".formatted(deliveries, records));
    }
  }

  /**
   * One is not.
   *
   * @param promise name of the first broken one, in the order of time
   * @param history all that was recorded about it
   * @param others how many more violations there are; often consequences of the first
   */
  record Broken(String promise, String text, List<String> history, int others) implements Report {
    @Override
    public List<String> lines() {
      return java.util.stream.Stream.of(
              List.of(promise + ": " + text),
              history.stream().map("  "::concat).toList(),
              others == 0 ? List.<String>of() : List.of("and " + others + " more"))
          .flatMap(List::stream)
          .toList();
    }
  }
}
