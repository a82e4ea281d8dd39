package dev.uplink.processor.topology;

import dev.uplink.processor.decide.Outcome;
import dev.uplink.processor.decide.Run;
import dev.uplink.processor.event.RefChange;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.RejectionReason;
import org.jspecify.annotations.Nullable;

/** One outcome of a decision. Files are not looked up, so none of them knows which changed. */
final class OutcomeMapper {
  private OutcomeMapper() {}

  static DecisionOutcome outcome(Outcome outcome) {
    DecisionOutcome.Builder record = about(outcome);
    return switch (outcome) {
      case Outcome.Started started -> run(record, started.run()).build();
      case Outcome.Deduplicated same ->
          run(record, same.run()).setReason(OutcomeReason.SAME_RUN).build();
      case Outcome.Ignored ignored -> record.setReason(ignored.reason()).build();
      case Outcome.Rejected rejected -> record.setReason(reason(rejected.reason())).build();
    };
  }

  static OutcomeType type(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Started _ -> OutcomeType.STARTED;
      case Outcome.Deduplicated _ -> OutcomeType.DEDUPLICATED;
      case Outcome.Ignored _ -> OutcomeType.IGNORED;
      case Outcome.Rejected _ -> OutcomeType.REJECTED;
    };
  }

  private static DecisionOutcome.Builder about(Outcome outcome) {
    @Nullable RefChange ref = outcome.ref();
    return DecisionOutcome.newBuilder()
        .setOutcome(type(outcome))
        .setTargetId(outcome.target().id())
        .setTargetSlug(outcome.target().slug())
        .setTargetKind(outcome.target().kind())
        .setCommitSha(ref == null || ref.to() == null ? null : ref.to().value())
        .setRefType(ref == null ? null : ref.type())
        .setRefName(ref == null ? null : ref.name())
        .setChangedFilesKnown(false);
  }

  private static DecisionOutcome.Builder run(DecisionOutcome.Builder record, Run run) {
    return record.setRunId(run.id().value()).setRunType(run.key().type());
  }

  /** Rejections have an enum of their own, which their readers can be complete about. */
  private static OutcomeReason reason(RejectionReason reason) {
    return switch (reason) {
      case UNKNOWN -> OutcomeReason.UNKNOWN;
      case INTEGRATION_DETACHED -> OutcomeReason.INTEGRATION_DETACHED;
      case INTEGRATION_UNREACHABLE -> OutcomeReason.INTEGRATION_UNREACHABLE;
      case TARGET_DISABLED -> OutcomeReason.TARGET_DISABLED;
      case TARGET_UNKNOWN -> OutcomeReason.TARGET_UNKNOWN;
      case COMMIT_UNKNOWN -> OutcomeReason.COMMIT_UNKNOWN;
      case FORK_NOT_ALLOWED -> OutcomeReason.FORK_NOT_ALLOWED;
      case RUN_LIMIT_EXCEEDED -> OutcomeReason.RUN_LIMIT_EXCEEDED;
      case COMMAND_NOT_ALLOWED -> OutcomeReason.COMMAND_NOT_ALLOWED;
    };
  }
}
