package dev.uplink.local.demo;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.RunCommand;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What is printed, and whether all of it was as it should be. */
final class Story {
  private final PrintStream out;
  private int chapters;
  private boolean asExpected = true;

  Story(PrintStream out) {
    this.out = out;
  }

  void chapter(String title) {
    chapters++;
    out.printf("%n%d. %s%n", chapters, title);
  }

  void tell(String who, String what) {
    out.printf("   %-11s %s%n", who, what);
  }

  void answer(Http.Answer answer) {
    String body = answer.body().isNull() ? "" : " " + answer.body();
    tell("answer", answer.status() + body);
  }

  void decision(Decision decision) {
    String outcomes =
        decision.getOutcomes().stream().map(Story::text).collect(Collectors.joining(", "));
    tell("decision", outcomes.isEmpty() ? "ignored " + decision.getIgnoredReason() : outcomes);
  }

  void commands(List<RunCommand> commands) {
    commands.forEach(
        command ->
            tell(
                "command",
                "%s %s %s, run %s"
                    .formatted(
                        command.getAction(),
                        command.getRunType(),
                        command.getTargetSlug(),
                        command.getRunId())));
  }

  void statuses(Map<String, Bitbucket.Shown> statuses) {
    statuses.values().forEach(status -> tell("Bitbucket", status.state() + "  " + status.name()));
    // Those of a group lead to the commit's page, of which each commit has one.
    statuses.values().stream()
        .map(Bitbucket.Shown::url)
        .filter(url -> url.contains("/checks/"))
        .distinct()
        .forEach(url -> tell("page", url));
  }

  /** Notes and shows what should have been. */
  void missed(String what) {
    asExpected = false;
    tell("NOT SO", what);
  }

  boolean asExpected() {
    return asExpected;
  }

  private static String text(DecisionOutcome outcome) {
    String verdict = outcome.getOutcome().name().toLowerCase(Locale.ROOT);
    String why =
        outcome.getReason() == null
            ? outcome.getRunType() == null ? "" : " (" + outcome.getRunType() + ")"
            : " (" + outcome.getReason() + ")";
    return outcome.getTargetSlug() + " " + verdict + why;
  }
}
