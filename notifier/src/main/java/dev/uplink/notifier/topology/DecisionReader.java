package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.notifier.aggregate.Mode;
import dev.uplink.notifier.aggregate.NothingToRun;
import dev.uplink.notifier.aggregate.Opening;
import dev.uplink.notifier.aggregate.RunEvent;
import dev.uplink.notifier.aggregate.RunKind;
import dev.uplink.notifier.aggregate.StartedRun;
import dev.uplink.notifier.aggregate.Target;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.avro.VcsChecks;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RunId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which runs a decision started, or may not start, one commit after the other. */
final class DecisionReader {
  private static final String OVER_LIMIT = "Run limit exceeded";

  private DecisionReader() {}

  /** All that it says of commits. Throws like {@link #startedRuns}. */
  static List<RunEvent> events(Decision decision) {
    List<Opening> openings = openings(decision);
    List<RunEvent> events = new ArrayList<>(openings);
    Set<CommitSha> opened =
        openings.stream().map(opening -> opening.place().sha()).collect(Collectors.toSet());
    CommitFinder.sightings(decision).stream()
        .filter(sighting -> !opened.contains(sighting.place().sha()))
        .forEach(events::add);
    return events;
  }

  private static List<Opening> openings(Decision decision) {
    List<Opening> events = new ArrayList<>(startedRuns(decision));
    NothingToRunReader.commits(decision).stream()
        .map(
            outcome ->
                new NothingToRun(
                    CommitFinder.place(decision, outcome),
                    CommitFinder.where(decision, outcome),
                    slug(decision),
                    mode(decision.getVcsChecks()),
                    CommitFinder.branch(outcome),
                    CommitFinder.isOfPullRequest(outcome),
                    decision.getDecidedAt()))
        // Nobody can require the status of a target that may not be there.
        .filter(nothing -> nothing.mode().aggregated())
        .forEach(events::add);
    return events;
  }

  /**
   * Empty for most decisions, which start nothing. Those over the account's run limit are there as
   * well, with the reason why they were not started: nobody would look for a missing status. Throws
   * {@link IllegalArgumentException} when a started run lacks what it must have.
   */
  static List<StartedRun> startedRuns(Decision decision) {
    List<DecisionOutcome> started =
        decision.getOutcomes().stream()
            .filter(outcome -> outcome.getOutcome() == OutcomeType.STARTED || isOverLimit(outcome))
            // One push may have refs on several commits. Stacks go first, so that of a stack and a
            // module with one slug it is always the stack that gets the plain key.
            .sorted(
                Comparator.comparing(DecisionReader::commit)
                    .thenComparing(DecisionOutcome::getTargetKind))
            .toList();
    List<StartedRun> runs = new ArrayList<>(started.size());
    for (int i = 0; i < started.size(); i++) {
      boolean last =
          i + 1 == started.size() || !commit(started.get(i)).equals(commit(started.get(i + 1)));
      runs.add(startedRun(decision, started.get(i), last));
    }
    return runs;
  }

  private static StartedRun startedRun(Decision decision, DecisionOutcome outcome, boolean last) {
    CommitPlace place = CommitFinder.place(decision, outcome);
    RunId run =
        isOverLimit(outcome)
            ? idItWouldHave(decision, outcome, place)
            : new RunId(CommitFinder.required("runId", outcome.getRunId()));
    if (!run.group().equals(place.repositoryKey().group())) {
      // Its updates would be read elsewhere and never found.
      throw new IllegalArgumentException("runId: " + run + " (expected: one of the repository's)");
    }
    return new StartedRun(
        place,
        CommitFinder.where(decision, outcome),
        slug(decision),
        mode(decision.getVcsChecks()),
        run,
        new Target(outcome.getTargetId(), outcome.getTargetSlug(), kind(outcome.getTargetKind())),
        kind(CommitFinder.required("runType", outcome.getRunType())),
        CommitFinder.branch(outcome),
        CommitFinder.isOfPullRequest(outcome),
        isOverLimit(outcome) ? refusal(outcome) : null,
        last,
        decision.getDecidedAt());
  }

  private static String slug(Decision decision) {
    return Objects.requireNonNullElse(decision.getIntegrationSlug(), decision.getIntegrationId());
  }

  /** Without commit and type no status could say of what it is. */
  private static boolean isOverLimit(DecisionOutcome outcome) {
    return outcome.getOutcome() == OutcomeType.REJECTED
        && outcome.getReason() == OutcomeReason.RUN_LIMIT_EXCEEDED
        && outcome.getCommitSha() != null
        && outcome.getRunType() != null
        && outcome.getRunType() != RunType.UNKNOWN;
  }

  /** No run of this id is ever started: a later event's has another one. */
  private static RunId idItWouldHave(
      Decision decision, DecisionOutcome outcome, CommitPlace place) {
    return RunId.of(
        place.repositoryKey(),
        decision.getDeliveryId(),
        outcome.getTargetId(),
        CommitFinder.required("runType", outcome.getRunType()),
        place.sha());
  }

  private static String refusal(DecisionOutcome outcome) {
    @Nullable String detail = outcome.getDetail();
    return detail == null ? OVER_LIMIT : OVER_LIMIT + ": " + detail;
  }

  private static String commit(DecisionOutcome outcome) {
    return CommitFinder.required("commitSha", outcome.getCommitSha());
  }

  /** A mode of a newer version is read as the product's default. */
  private static Mode mode(VcsChecks checks) {
    return switch (checks) {
      case INDIVIDUAL, UNKNOWN -> Mode.INDIVIDUAL;
      case AGGREGATED -> Mode.AGGREGATED;
      case ALL -> Mode.ALL;
    };
  }

  private static Target.Kind kind(TargetKind kind) {
    return switch (kind) {
      case STACK -> Target.Kind.STACK;
      case MODULE -> Target.Kind.MODULE;
      case UNKNOWN -> throw new IllegalArgumentException("targetKind: UNKNOWN");
    };
  }

  private static RunKind kind(RunType type) {
    return switch (type) {
      case TRACKED -> RunKind.TRACKED;
      case PROPOSED -> RunKind.PROPOSED;
      case MODULE_TRACKED -> RunKind.MODULE_TRACKED;
      case MODULE_PROPOSED -> RunKind.MODULE_PROPOSED;
      case UNKNOWN -> throw new IllegalArgumentException("runType: UNKNOWN");
    };
  }
}
