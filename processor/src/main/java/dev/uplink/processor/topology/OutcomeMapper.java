package dev.uplink.processor.topology;

import dev.uplink.processor.decide.Outcome;
import dev.uplink.processor.decide.Run;
import dev.uplink.processor.decide.Subject;
import dev.uplink.processor.event.RepositoryName;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.RejectionReason;
import org.jspecify.annotations.Nullable;

/** One outcome of a decision. */
final class OutcomeMapper {
  private OutcomeMapper() {}

  static DecisionOutcome outcome(Outcome outcome) {
    DecisionOutcome.Builder record = about(outcome);
    return switch (outcome) {
      case Outcome.Started started ->
          run(record, started.run()).setChangedFilesKnown(started.filesKnown()).build();
      case Outcome.Deduplicated same ->
          run(record, same.run()).setReason(OutcomeReason.SAME_RUN).build();
      case Outcome.Ignored ignored ->
          record
              .setReason(ignored.reason())
              .setChangedFilesKnown(ignored.reason() == OutcomeReason.NO_FILES_AFFECTED)
              .build();
      case Outcome.Rejected rejected ->
          record
              .setReason(reason(rejected.reason()))
              .setRunType(rejected.key() == null ? null : rejected.key().type())
              .build();
      case Outcome.Superseded superseded ->
          run(record, superseded.run())
              .setReason(OutcomeReason.SUPERSEDED)
              .setCommitSha(superseded.run().key().commit().value())
              .build();
    };
  }

  static OutcomeType type(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Started _ -> OutcomeType.STARTED;
      case Outcome.Deduplicated _ -> OutcomeType.DEDUPLICATED;
      case Outcome.Ignored _ -> OutcomeType.IGNORED;
      case Outcome.Rejected _ -> OutcomeType.REJECTED;
      case Outcome.Superseded _ -> OutcomeType.STOPPED;
    };
  }

  private static DecisionOutcome.Builder about(Outcome outcome) {
    @Nullable Subject subject = outcome.subject();
    DecisionOutcome.Builder record =
        DecisionOutcome.newBuilder()
            .setOutcome(type(outcome))
            .setTargetId(outcome.target().id())
            .setTargetSlug(outcome.target().slug())
            .setTargetKind(outcome.target().kind())
            .setDetail(outcome.detail())
            .setChangedFilesKnown(false);
    if (subject != null) {
      record
          .setCommitSha(subject.commit() == null ? null : subject.commit().value())
          .setRefType(subject.name() == null ? null : subject.type())
          .setRefName(subject.name())
          .setPullRequestId(subject.pullRequest());
      @Nullable RepositoryName fork = subject.fork();
      if (fork != null) {
        record.setForkNamespace(fork.namespace()).setForkRepository(fork.repository());
      }
    }
    return record;
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
