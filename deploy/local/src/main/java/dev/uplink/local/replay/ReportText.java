package dev.uplink.local.replay;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A report for people to read, of bounded length: the counts are of all. */
final class ReportText {
  private static final int MOST_DELIVERIES = 200;
  private static final int MOST_CHANGES = 20;

  private ReportText() {}

  /**
   * @param all whether what is the same is told too
   */
  static String of(Report report, boolean all) {
    StringBuilder text = new StringBuilder();
    head(report, text);
    List<Report.Entry> told = all ? report.entries() : report.different();
    told.stream().limit(MOST_DELIVERIES).forEach(entry -> entry(entry, all, text));
    if (told.size() > MOST_DELIVERIES) {
      text.append("\n… and %d more deliveries\n".formatted(told.size() - MOST_DELIVERIES));
    }
    summary(report, text);
    return text.toString();
  }

  private static void head(Report report, StringBuilder text) {
    String catalogue =
        report.catalogue().entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", "));
    text.append(
        """
        Dry run of %d %s
          rules      those of this build; nothing is written
          catalogue  today's: %s%s
          memory     empty: no deduplication, heads, pull requests or runs of before the first delivery;
                     triggers and the ends of runs are not repeated
          Bitbucket  not asked: %d lookups answered from uplink.lookup-results, %d not known
        """
            .formatted(
                report.entries().size(),
                report.selection(),
                catalogue,
                report.unusable() == 0
                    ? ""
                    : " (%d records could not be used)".formatted(report.unusable()),
                report.answered(),
                report.unanswered()));
    if (report.repeated() > 0 || report.lost() > 0) {
      text.append(
          "  left out   %d came again; of %d the bytes are gone\n"
              .formatted(report.repeated(), report.lost()));
    }
  }

  private static void entry(Report.Entry entry, boolean all, StringBuilder text) {
    Delivery delivery = entry.delivery();
    text.append(
        "\n%s  %s  %s  %s\n"
            .formatted(
                delivery.at(),
                delivery.key().isEmpty() ? "(no key)" : delivery.key(),
                delivery.eventKey().isEmpty() ? "(event not known)" : delivery.eventKey(),
                delivery.identity()));
    Comparison comparison = entry.comparison();
    if (comparison.whole()) {
      text.append(
          "  %s → %s now%s\n"
              .formatted(
                  FateText.of(comparison.then()),
                  FateText.of(comparison.now()),
                  because(detail(comparison.now()))));
    } else if (!comparison.differs()) {
      text.append("  the same: %s\n".formatted(FateText.of(comparison.now())));
    }
    List<Change> told =
        comparison.changes().stream().filter(change -> all || change.differs()).toList();
    told.stream()
        .limit(MOST_CHANGES)
        .forEach(change -> text.append("  ").append(line(change)).append('\n'));
    if (told.size() > MOST_CHANGES) {
      text.append("  … and %d more outcomes\n".formatted(told.size() - MOST_CHANGES));
    }
    if (!entry.rehearsed().unanswered().isEmpty()) {
      text.append(
          "  not known: %s\n"
              .formatted(
                  entry.rehearsed().unanswered().stream()
                      .map(FateText::lower)
                      .distinct()
                      .collect(Collectors.joining(", "))));
    }
  }

  private static String line(Change change) {
    String forgetful =
        change.mayBeForgetfulness() ? "; it may be so because the memory is empty" : "";
    return switch (change) {
      case Change.Same(Outcome now) ->
          "%s: %s, then and now".formatted(FateText.place(now), FateText.what(now));
      case Change.Otherwise(Outcome then, Outcome now) ->
          "%s: %s → %s, %s%s%s"
              .formatted(
                  FateText.place(now),
                  FateText.what(then),
                  FateText.would(now),
                  why(now),
                  because(now.detail()),
                  forgetful);
      case Change.OnlyNow(Outcome now) ->
          "%s: no candidate → %s, %s%s"
              .formatted(FateText.place(now), FateText.would(now), why(now), because(now.detail()));
      case Change.OnlyThen(Outcome then) ->
          "%s: %s → nothing now%s".formatted(FateText.place(then), FateText.what(then), forgetful);
    };
  }

  /** What follows the verb that says the outcome's type. */
  private static String why(Outcome outcome) {
    return FateText.what(outcome).substring(outcome.type().name().length()).strip();
  }

  private static String because(Optional<String> detail) {
    return detail.map(words -> " (" + words + ")").orElse("");
  }

  private static Optional<String> detail(Fate fate) {
    return switch (fate) {
      case Fate.Decided decided -> decided.detail();
      case Fate.GivenUp _, Fate.NotKnown _ -> Optional.empty();
    };
  }

  private static void summary(Report report, StringBuilder text) {
    int different = report.different().size();
    text.append(
        """

        Deliveries: %d different, %d the same
        Outcomes: %d otherwise, %d only now, %d only then, %d the same%s
        """
            .formatted(
                different,
                report.entries().size() - different,
                report.changes(Change.Otherwise.class::isInstance),
                report.changes(Change.OnlyNow.class::isInstance),
                report.changes(Change.OnlyThen.class::isInstance),
                report.changes(Change.Same.class::isInstance),
                forgetfulness(report.changes(Change::mayBeForgetfulness))));
  }

  private static String forgetfulness(long count) {
    return count == 0
        ? ""
        : "; %d may be different only because the memory is empty".formatted(count);
  }
}
