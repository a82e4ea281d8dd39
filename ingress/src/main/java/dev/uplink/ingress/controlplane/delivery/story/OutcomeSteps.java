package dev.uplink.ingress.controlplane.delivery.story;

import dev.uplink.ingress.controlplane.delivery.Outcome;
import dev.uplink.ingress.controlplane.delivery.Verdict;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What was decided, for each target and ref. */
final class OutcomeSteps {
  private OutcomeSteps() {}

  /** Tells of a decision in which nothing was said of any target. */
  static Step ignored(Verdict verdict, Instant at) {
    @Nullable String word = verdict.ignoredReason();
    IgnoredReason reason =
        word == null ? IgnoredReason.NO_TARGETS : Symbols.of(IgnoredReason.class, word);
    return Step.at(at, StepKind.IGNORED, Reasons.of(reason) + in(verdict.detail()) + ".")
        .reason(word)
        .detail(verdict.detail())
        .build();
  }

  static Step decided(Outcome outcome, Instant at) {
    OutcomeType type = Symbols.of(OutcomeType.class, outcome.outcome());
    return Step.at(at, kind(type), text(type, outcome) + in(outcome.detail()) + ".")
        .target(outcome.targetId())
        .run(outcome.runId())
        .outcome(outcome.outcome())
        .reason(outcome.reason())
        .detail(outcome.detail())
        .build();
  }

  private static StepKind kind(OutcomeType type) {
    return switch (type) {
      case STARTED -> StepKind.TARGET_STARTED;
      case STOPPED -> StepKind.RUN_STOPPED;
      case DEDUPLICATED -> StepKind.TARGET_DEDUPLICATED;
      case IGNORED -> StepKind.TARGET_IGNORED;
      case REJECTED -> StepKind.TARGET_REJECTED;
      case UNKNOWN -> StepKind.TARGET_UNEXPLAINED;
    };
  }

  private static String text(OutcomeType type, Outcome outcome) {
    String target = target(outcome);
    return switch (type) {
      case STARTED ->
          "%s starts: %s run %s%s%s; schedulers were told to START it"
              .formatted(target, runType(outcome), outcome.runId(), of(outcome), files(outcome));
      case STOPPED ->
          "%s has run %s stopped: %s".formatted(target, outcome.runId(), because(outcome));
      case DEDUPLICATED ->
          "%s starts nothing%s: %s, run %s"
              .formatted(target, of(outcome), because(outcome), outcome.runId());
      case IGNORED -> "%s starts nothing%s: %s".formatted(target, of(outcome), because(outcome));
      case REJECTED -> "%s is refused a run%s: %s".formatted(target, of(outcome), because(outcome));
      case UNKNOWN -> "%s: something was decided that this version does not know".formatted(target);
    };
  }

  private static String target(Outcome outcome) {
    String kind = outcome.targetKind().toLowerCase(Locale.ROOT);
    return Character.toUpperCase(kind.charAt(0)) + kind.substring(1) + " " + outcome.targetSlug();
  }

  private static String runType(Outcome outcome) {
    @Nullable String type = outcome.runType();
    return type == null ? "a" : type;
  }

  private static String of(Outcome outcome) {
    StringBuilder text = new StringBuilder();
    @Nullable String commit = outcome.commitSha();
    if (commit != null) {
      text.append(" of commit ").append(Storyteller.brief(commit));
    }
    @Nullable String ref = outcome.refName();
    if (ref != null) {
      text.append(" on ").append("TAG".equals(outcome.refType()) ? "tag " : "branch ").append(ref);
    }
    @Nullable Long pullRequest = outcome.pullRequestId();
    if (pullRequest != null) {
      text.append(" for pull request ").append(pullRequest);
    }
    return text.toString();
  }

  private static String files(Outcome outcome) {
    return outcome.changedFilesKnown() ? "" : ", without knowing which files changed";
  }

  private static String because(Outcome outcome) {
    @Nullable String word = outcome.reason();
    OutcomeReason reason =
        word == null ? OutcomeReason.UNKNOWN : Symbols.of(OutcomeReason.class, word);
    return Reasons.of(reason);
  }

  private static String in(@Nullable String detail) {
    return detail == null ? "" : " (" + detail + ")";
  }
}
