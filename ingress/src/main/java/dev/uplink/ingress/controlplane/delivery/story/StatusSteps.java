package dev.uplink.ingress.controlplane.delivery.story;

import dev.uplink.schemas.avro.DeliveryOutcome;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Bitbucket should show at a commit, and how telling it went. */
final class StatusSteps {
  private StatusSteps() {}

  static Stream<Step> of(ShownStatus status) {
    ShownStatus.@Nullable Wanted wanted = status.wanted();
    ShownStatus.@Nullable Told told = status.told();
    return Stream.concat(
        wanted == null ? Stream.of() : Stream.of(wanted(status, wanted)),
        told == null ? Stream.of() : Stream.of(told(status, told)));
  }

  private static Step wanted(ShownStatus status, ShownStatus.Wanted wanted) {
    return Step.at(
            wanted.at(),
            StepKind.STATUS_WANTED,
            "Commit %s should show %s, \"%s\"."
                .formatted(Storyteller.brief(status.commitSha()), wanted.state(), wanted.name()))
        .status(status.key())
        .outcome(wanted.state())
        .build();
  }

  private static Step told(ShownStatus status, ShownStatus.Told told) {
    return Step.at(told.at(), kind(told.outcome()), text(status, told) + ".")
        .status(status.key())
        .outcome(told.state())
        .reason(told.outcome().name())
        .detail(told.detail())
        .build();
  }

  private static StepKind kind(DeliveryOutcome outcome) {
    return switch (outcome) {
      case DELIVERED -> StepKind.STATUS_SHOWN;
      case SUPERSEDED -> StepKind.STATUS_SUPERSEDED;
      case WILL_RETRY, HANDED_OVER -> StepKind.STATUS_DELAYED;
      case REFUSED -> StepKind.STATUS_REFUSED;
      case GAVE_UP -> StepKind.STATUS_GIVEN_UP;
      case UNKNOWN -> StepKind.STATUS_UNEXPLAINED;
    };
  }

  private static String text(ShownStatus status, ShownStatus.Told told) {
    String what =
        "%s under %s at commit %s"
            .formatted(told.state(), status.key(), Storyteller.brief(status.commitSha()));
    String how =
        (told.httpStatus() == null ? "" : " (HTTP " + told.httpStatus() + ")")
            + (told.attempt() > 1 ? " at attempt " + told.attempt() : "")
            + (told.detail() == null ? "" : ": " + told.detail());
    return switch (told.outcome()) {
      case DELIVERED -> "Bitbucket shows " + what + how;
      case SUPERSEDED -> "Bitbucket was not told " + what + ", because there was a newer one" + how;
      case WILL_RETRY -> "Bitbucket did not take " + what + how + "; it will be told again";
      case HANDED_OVER ->
          "Bitbucket did not take " + what + how + "; whoever has its partition now tells it";
      case REFUSED -> "Bitbucket refused " + what + how;
      case GAVE_UP -> "Bitbucket never took " + what + how + "; it is told no more";
      case UNKNOWN -> "What came of telling Bitbucket " + what + " this version does not know";
    };
  }
}
