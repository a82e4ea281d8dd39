package dev.uplink.ingress.controlplane.checks.page;

import dev.uplink.ingress.controlplane.checks.CheckGroup;
import dev.uplink.ingress.controlplane.checks.CheckState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What things are called on the page. The documents' words, where they have some. */
final class Wording {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** Run states that say no more than the heading above them. */
  private static final Set<String> SAID_ALREADY = Set.of("FINISHED", "FAILED", "STOPPED");

  private static final Pattern PART_END = Pattern.compile("(?<=,) ");

  private Wording() {}

  static String title(CheckGroup group) {
    return switch (group) {
      case TRACKED -> "Tracked runs";
      case PROPOSED -> "Proposed runs";
      case MODULES -> "Module runs";
    };
  }

  static String title(CheckState state) {
    return switch (state) {
      case FAILED -> "Failed runs";
      case INPROGRESS -> "Runs in progress";
      case STOPPED -> "Stopped runs";
      case SUCCESSFUL -> "Successful runs";
    };
  }

  /** For addresses and classes. */
  static String id(CheckGroup group) {
    return group.name().toLowerCase(Locale.ROOT);
  }

  /** For addresses and classes. */
  static String id(CheckState state) {
    return switch (state) {
      case FAILED -> "failed";
      case INPROGRESS -> "in-progress";
      case STOPPED -> "stopped";
      case SUCCESSFUL -> "successful";
    };
  }

  /** As the status that links here says it: {@code 1 failed, 3 succeeded}. */
  static String summary(Map<CheckState, Long> counts) {
    String summary =
        Arrays.stream(CheckState.values())
            .filter(counts::containsKey)
            .map(state -> counts.get(state) + " " + counted(state))
            .collect(Collectors.joining(", "));
    return summary.isEmpty() ? "0 runs" : summary;
  }

  /** A summary's parts, each with its comma: where a line may end. */
  static List<String> counts(String summary) {
    return PART_END.splitAsStream(summary).toList();
  }

  private static String counted(CheckState state) {
    return switch (state) {
      case FAILED -> "failed";
      case INPROGRESS -> "in progress";
      case STOPPED -> "stopped";
      case SUCCESSFUL -> "succeeded";
    };
  }

  /**
   * A run's state in words: {@code PENDING_REVIEW} as {@code pending review}; empty where the run's
   * text says it already, or the heading above.
   */
  static String phase(String runState, String text) {
    String phase = runState.replace('_', ' ').toLowerCase(Locale.ROOT);
    return SAID_ALREADY.contains(runState) || text.toLowerCase(Locale.ROOT).contains(phase)
        ? ""
        : phase;
  }

  static String time(Instant at) {
    return TIME.format(at);
  }
}
