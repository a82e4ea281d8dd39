package dev.uplink.processor.topology;

import dev.uplink.processor.decide.Outcome.Rejected;
import dev.uplink.processor.decide.Verdict;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.Rejection;
import dev.uplink.schemas.avro.RejectionReason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What users are told of a "no". */
final class RejectionMapper {
  private RejectionMapper() {}

  /** One for each target and reason: that three branches of a push were refused is one thing. */
  static List<Rejection> rejections(Occasion occasion, Verdict verdict) {
    Map<String, Rejection> rejections = new LinkedHashMap<>();
    verdict.outcomes().stream()
        .filter(Rejected.class::isInstance)
        .map(Rejected.class::cast)
        .forEach(
            rejected ->
                rejections.putIfAbsent(
                    rejected.target().id() + " " + rejected.reason(),
                    rejection(occasion, rejected)));
    return List.copyOf(rejections.values());
  }

  private static Rejection rejection(Occasion occasion, Rejected rejected) {
    return Rejection.newBuilder()
        .setDeliveryId(occasion.cause().id())
        .setAccountId(occasion.repository().account().value())
        .setTargetId(rejected.target().id())
        .setTargetSlug(rejected.target().slug())
        .setTargetKind(rejected.target().kind())
        .setReason(rejected.reason())
        .setDetail(detail(rejected))
        .setAt(occasion.at())
        .build();
  }

  /** What to do about it, and what it rests on. */
  private static String detail(Rejected rejected) {
    return rejected.detail() == null
        ? advice(rejected.reason())
        : advice(rejected.reason()) + " (" + rejected.detail() + ")";
  }

  private static String advice(RejectionReason reason) {
    return switch (reason) {
      case INTEGRATION_DETACHED ->
          "Source code integration was detached. Attach a different integration or set up a new"
              + " one.";
      case INTEGRATION_UNREACHABLE ->
          "The Space may not use the integration. Attach one of this Space, or of a Space above"
              + " with inheritance enabled all the way.";
      case TARGET_DISABLED -> "It is disabled. Enable it to start runs.";
      case TARGET_UNKNOWN -> "There is no such stack or module on this repository (any more).";
      case COMMIT_UNKNOWN ->
          "The commit to run is not known. Push to the branch, or name a commit.";
      case FORK_NOT_ALLOWED ->
          "The pull request comes from a fork. Allow forks on this stack or module to run it.";
      case COMMAND_NOT_ALLOWED ->
          "Comments may not ask for this. Allow the command on this stack or module.";
      case RUN_LIMIT_EXCEEDED ->
          "More runs would be started than the account allows, or than %d refs or %d runs, so none was."
              .formatted(Limits.REFS_PER_PUSH, Limits.OUTCOMES_PER_DECISION);
      case UNKNOWN -> "";
    };
  }
}
