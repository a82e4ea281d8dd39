package dev.uplink.ingress.controlplane.delivery.story;

import dev.uplink.ingress.controlplane.delivery.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What schedulers were told of runs, and what they said. */
final class RunSteps {
  private RunSteps() {}

  /**
   * @param deliveryId whose story is told
   */
  static Step commanded(Command command, String deliveryId) {
    boolean byAnother = !command.deliveryId().equals(deliveryId);
    String text =
        "Schedulers were told %s%s%s."
            .formatted(
                what(command),
                command.reason() == null ? "" : " (" + command.reason() + ")",
                byAnother ? ", because of delivery " + command.deliveryId() : "");
    return Step.at(command.at(), StepKind.COMMANDED, text)
        .target(command.targetId())
        .run(command.runId())
        .delivery(byAnother ? command.deliveryId() : null)
        .outcome(command.action().name())
        .reason(command.reason())
        .build();
  }

  private static String what(Command command) {
    String run = "run %s of %s".formatted(command.runId(), command.targetSlug());
    return switch (command.action()) {
      case START -> "to START " + run;
      case STOP -> "to STOP " + run;
      case UPDATE ->
          command.pullRequestId() == null
              ? "what is new about " + run
              : "that %s is for pull request %d".formatted(run, command.pullRequestId());
      case UNKNOWN -> "something about %s that this version does not know".formatted(run);
    };
  }

  static Step updated(RunWord word, Outcome outcome) {
    @Nullable String message = word.message();
    return Step.at(
            word.at(),
            StepKind.RUN_UPDATED,
            "Run %s of %s is %s, after %s%s."
                .formatted(
                    word.runId(),
                    outcome.targetSlug(),
                    word.state(),
                    word.updates() == 1 ? "1 update" : word.updates() + " updates",
                    message == null ? "" : ": " + message))
        .target(outcome.targetId())
        .run(word.runId())
        .outcome(word.state())
        .detail(message)
        .count(word.updates())
        .build();
  }

  static Step silent(Outcome outcome, Instant at) {
    return Step.at(
            at,
            StepKind.RUN_SILENT,
            "No scheduler has reported on run %s of %s."
                .formatted(outcome.runId(), outcome.targetSlug()))
        .target(outcome.targetId())
        .run(outcome.runId())
        .build();
  }
}
