package dev.uplink.local.replay;

import dev.uplink.schemas.avro.OutcomeType;
import java.util.Locale;

/** Outcomes in a few words. */
final class FateText {
  private static final int LONGEST_MESSAGE = 160;

  private FateText() {}

  static String of(Fate fate) {
    return switch (fate) {
      case Fate.Decided decided ->
          decided
              .ignored()
              .map(reason -> "nothing to decide, " + reason)
              .orElseGet(() -> "decided, %d outcomes".formatted(decided.outcomes().size()));
      case Fate.GivenUp givenUp ->
          "dead letter %s (%s)".formatted(givenUp.reason(), shortened(givenUp.message()));
      case Fate.NotKnown _ -> "not known";
    };
  }

  /** Target and ref, such as {@code stack network, branch main}. */
  static String place(Outcome outcome) {
    Place place = outcome.place();
    StringBuilder text = new StringBuilder();
    text.append(lower(place.kind())).append(' ').append(outcome.slug());
    place
        .refName()
        .ifPresent(
            name ->
                text.append(", ")
                    .append(place.refType().map(FateText::lower).orElse("ref"))
                    .append(' ')
                    .append(name));
    place.pullRequest().ifPresent(number -> text.append(", pull request ").append(number));
    return text.toString();
  }

  /** Such as {@code STARTED TRACKED} or {@code IGNORED NO_FILES_AFFECTED}. */
  static String what(Outcome outcome) {
    String why =
        outcome.reason().map(Enum::name).or(() -> outcome.runType().map(Enum::name)).orElse("");
    String commit =
        outcome.type() == OutcomeType.STARTED || outcome.type() == OutcomeType.STOPPED
            ? outcome
                .commit()
                .map(sha -> " of " + sha.substring(0, Math.min(12, sha.length())))
                .orElse("")
            : "";
    return (outcome.type() + " " + why).strip() + commit;
  }

  static String would(Outcome outcome) {
    return switch (outcome.type()) {
      case STARTED -> "would START now";
      case STOPPED -> "would be STOPPED now";
      case DEDUPLICATED -> "would be DEDUPLICATED now";
      case IGNORED -> "would be IGNORED now";
      case REJECTED -> "would be REJECTED now";
      case UNKNOWN -> "would be something this build has no word for";
    };
  }

  static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String shortened(String message) {
    String line = message.replaceAll("\\s+", " ");
    return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "…" : line;
  }
}
