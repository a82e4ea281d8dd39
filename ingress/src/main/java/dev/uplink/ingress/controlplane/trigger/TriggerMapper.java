package dev.uplink.ingress.controlplane.trigger;

import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.targets.Target;
import dev.uplink.ingress.controlplane.targets.TargetKind;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.TriggerRequest;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Triggers as records, and decisions as what they mean for a trigger. */
final class TriggerMapper {
  private static final String NO_REASON = OutcomeReason.UNKNOWN.name();

  private TriggerMapper() {}

  static TriggerRequest toRecord(
      String triggerId, Target target, TriggerRequestBody body, String actor, Instant at) {
    return TriggerRequest.newBuilder()
        .setTriggerId(triggerId)
        .setAccountId(target.accountId())
        .setRepositoryKey(target.repositoryKey())
        .setTargetId(target.id())
        .setTargetKind(kind(target.kind()))
        .setRunType(runType(target.kind(), body.type()))
        .setCommitSha(body.commitSha())
        .setTriggeredBy(actor)
        .setRequestedAt(at)
        .build();
  }

  static TriggerOutcome outcome(Decision decision, String targetId) {
    Optional<DecisionOutcome> found =
        decision.getOutcomes().stream()
            .filter(outcome -> outcome.getTargetId().equals(targetId))
            .findFirst();
    if (found.isEmpty()) {
      return new TriggerOutcome.NotRun(
          ProblemCode.RUN_REFUSED, Objects.toString(decision.getIgnoredReason(), NO_REASON));
    }
    DecisionOutcome outcome = found.get();
    String runId = outcome.getRunId();
    if (runId != null && isRunning(outcome.getOutcome())) {
      return new TriggerOutcome.Running(runId);
    }
    OutcomeReason reason = outcome.getReason();
    return new TriggerOutcome.NotRun(
        reason == null ? ProblemCode.RUN_REFUSED : code(reason),
        Objects.toString(reason, NO_REASON));
  }

  private static boolean isRunning(OutcomeType outcome) {
    return switch (outcome) {
      case STARTED, DEDUPLICATED -> true;
      case STOPPED, IGNORED, REJECTED, UNKNOWN -> false;
    };
  }

  private static ProblemCode code(OutcomeReason reason) {
    return switch (reason) {
      case INTEGRATION_DETACHED -> ProblemCode.INTEGRATION_DETACHED;
      case INTEGRATION_UNREACHABLE -> ProblemCode.INTEGRATION_UNREACHABLE;
      case TARGET_DISABLED -> ProblemCode.TARGET_DISABLED;
      case TARGET_UNKNOWN -> ProblemCode.TARGET_UNKNOWN;
      case COMMIT_UNKNOWN -> ProblemCode.COMMIT_UNKNOWN;
      case RUN_LIMIT_EXCEEDED -> ProblemCode.RUN_LIMIT_EXCEEDED;
      case SAME_RUN,
          TAG_PUSHED,
          REF_DELETED,
          OLDER_PUSH,
          FORK_NOT_ALLOWED,
          NO_FILES_AFFECTED,
          PULL_REQUEST_CLOSED,
          PULL_REQUEST_UNCHANGED,
          REVIEW_ONLY,
          NOT_NAMED,
          COMMAND_NOT_ALLOWED,
          SUPERSEDED,
          UNKNOWN ->
          ProblemCode.RUN_REFUSED;
    };
  }

  private static dev.uplink.schemas.avro.TargetKind kind(TargetKind kind) {
    return switch (kind) {
      case STACK -> dev.uplink.schemas.avro.TargetKind.STACK;
      case MODULE -> dev.uplink.schemas.avro.TargetKind.MODULE;
    };
  }

  private static RunType runType(TargetKind kind, WishedType type) {
    return switch (kind) {
      case STACK ->
          switch (type) {
            case TRACKED -> RunType.TRACKED;
            case PROPOSED -> RunType.PROPOSED;
          };
      case MODULE ->
          switch (type) {
            case TRACKED -> RunType.MODULE_TRACKED;
            case PROPOSED -> RunType.MODULE_PROPOSED;
          };
    };
  }
}
