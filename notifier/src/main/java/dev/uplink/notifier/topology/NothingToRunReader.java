package dev.uplink.notifier.topology;

import static java.util.stream.Collectors.groupingBy;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.RefType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** At which commits of a decision there is nothing to run, for all that it says. */
final class NothingToRunReader {
  private NothingToRunReader() {}

  /** One outcome of each such commit. */
  static List<DecisionOutcome> commits(Decision decision) {
    if (decision.getEventKey().equals(CommitFinder.TRIGGER)) {
      return List.of();
    }
    return decision.getOutcomes().stream()
        .filter(outcome -> outcome.getCommitSha() != null)
        .collect(
            groupingBy(
                outcome -> Objects.requireNonNull(outcome.getCommitSha()),
                LinkedHashMap::new,
                Collectors.toList()))
        .values()
        .stream()
        .filter(NothingToRunReader::runsNothing)
        .map(List::getFirst)
        .toList();
  }

  /** What nobody looked into, or was refused, must not look as if all were well. */
  private static boolean runsNothing(Collection<DecisionOutcome> outcomes) {
    Set<Bearing> bearings =
        outcomes.stream().map(NothingToRunReader::bearing).collect(Collectors.toSet());
    return bearings.contains(Bearing.RUNS_NOTHING) && !bearings.contains(Bearing.LEAVES_OPEN);
  }

  private enum Bearing {
    /** Looked into: its target has nothing to run at the commit. */
    RUNS_NOTHING,
    /** About something else that is at the same commit. */
    SAYS_NOTHING,
    /** Something runs there, ran there, may not run, or was not looked into. */
    LEAVES_OPEN
  }

  private static Bearing bearing(DecisionOutcome outcome) {
    return switch (outcome.getOutcome()) {
      case STARTED, DEDUPLICATED, UNKNOWN -> Bearing.LEAVES_OPEN;
      case STOPPED -> Bearing.SAYS_NOTHING;
      case IGNORED, REJECTED ->
          outcome.getRefType() == RefType.TAG
              ? Bearing.SAYS_NOTHING
              : bearing(outcome.getReason(), outcome.getPullRequestId());
    };
  }

  private static Bearing bearing(@Nullable OutcomeReason reason, @Nullable Long pullRequest) {
    return switch (reason) {
      case TARGET_DISABLED -> Bearing.RUNS_NOTHING;
      // A push tells of its own files only; what is merged is all that its pull request changes.
      case NO_FILES_AFFECTED -> pullRequest == null ? Bearing.LEAVES_OPEN : Bearing.RUNS_NOTHING;
      case TAG_PUSHED, SUPERSEDED -> Bearing.SAYS_NOTHING;
      case null -> Bearing.LEAVES_OPEN;
      case UNKNOWN,
          SAME_RUN,
          REF_DELETED,
          OLDER_PUSH,
          COMMIT_UNKNOWN,
          INTEGRATION_DETACHED,
          INTEGRATION_UNREACHABLE,
          TARGET_UNKNOWN,
          FORK_NOT_ALLOWED,
          RUN_LIMIT_EXCEEDED,
          PULL_REQUEST_CLOSED,
          PULL_REQUEST_UNCHANGED,
          REVIEW_ONLY,
          NOT_NAMED,
          COMMAND_NOT_ALLOWED ->
          Bearing.LEAVES_OPEN;
    };
  }
}
