package dev.uplink.e2e.audit;

import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.avro.VcsChecks;
import dev.uplink.schemas.topic.Topics;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Worked out from decisions, commands and run updates alone, without a look at any status. */
final class ExpectedStatuses {
  /**
   * One status and the decision that first called for its commit.
   *
   * @param orElse what it may be as well: some of its runs may be silent for too long by now
   */
  record Of(CommitBoard.Expected expected, CommitBoard.Expected orElse, Seen<Decision> first) {}

  private record Begun(CommitBoard board, Seen<Decision> first) {}

  private final Map<String, String> claims = new HashMap<>();
  private final Map<String, Begun> boards = new LinkedHashMap<>();

  private ExpectedStatuses() {}

  /** By the key of the status's record. */
  static Map<String, Of> of(Evidence evidence) {
    ExpectedStatuses statuses = new ExpectedStatuses();
    evidence.of(Topics.DECISIONS).forEach(statuses::read);
    Map<String, Verdict> reported = reported(evidence);
    Silences silences = Silences.of(evidence);
    Map<String, Of> expected = new HashMap<>();
    statuses.boards.forEach(
        (place, begun) -> {
          Map<String, CommitBoard.Expected> orElse =
              begun.board().expected(run -> verdict(run, reported, silences, true));
          begun
              .board()
              .expected(run -> verdict(run, reported, silences, false))
              .forEach(
                  (key, value) ->
                      expected.put(
                          place + "/" + key,
                          new Of(value, Objects.requireNonNull(orElse.get(key)), begun.first())));
        });
    return expected;
  }

  /**
   * @param doubted whether those count as lost that may be
   */
  private static Verdict verdict(
      String run, Map<String, Verdict> reported, Silences silences, boolean doubted) {
    Verdict said = reported.getOrDefault(run, Verdict.IN_PROGRESS);
    if (said != Verdict.IN_PROGRESS) {
      return said;
    }
    return silences
        .of(run)
        .filter(silence -> doubted || silence == Silences.Silence.TOO_LONG)
        .map(silence -> Verdict.STOPPED)
        .orElse(said);
  }

  private void read(Seen<Decision> decision) {
    // Within a decision the order is fixed: commit by commit, stacks before modules.
    List<DecisionOutcome> started =
        decision.value().getOutcomes().stream()
            .filter(outcome -> isStarted(outcome) || isOverLimit(outcome))
            .sorted(
                Comparator.comparing((DecisionOutcome outcome) -> "" + outcome.getCommitSha())
                    .thenComparing(DecisionOutcome::getTargetKind))
            .toList();
    for (DecisionOutcome outcome : started) {
      CommitBoard board = board(decision, "" + outcome.getCommitSha(), false);
      if (isStarted(outcome)) {
        board.started(outcome);
      } else {
        board.refused(outcome);
      }
    }
    readIdle(decision);
  }

  /**
   * In groups, a commit of which all that was asked for turned out to need no run has three green
   * ones, unless something was shown there before.
   */
  private void readIdle(Seen<Decision> decision) {
    VcsChecks mode = decision.value().getVcsChecks();
    boolean groups = mode == VcsChecks.AGGREGATED || mode == VcsChecks.ALL;
    if (!groups || decision.value().getEventKey().equals("uplink:trigger")) {
      return;
    }
    Map<String, List<DecisionOutcome>> commits =
        decision.value().getOutcomes().stream()
            .filter(outcome -> outcome.getCommitSha() != null)
            .collect(Collectors.groupingBy(outcome -> "" + outcome.getCommitSha()));
    commits.forEach(
        (commit, outcomes) -> {
          if (outcomes.stream().anyMatch(ExpectedStatuses::needsNoRun)
              && outcomes.stream().allMatch(outcome -> needsNoRun(outcome) || isBeside(outcome))) {
            var _ = board(decision, commit, true);
          }
        });
  }

  private static boolean needsNoRun(DecisionOutcome outcome) {
    return outcome.getRefType() != RefType.TAG
        && ((outcome.getReason() == OutcomeReason.NO_FILES_AFFECTED
                && outcome.getPullRequestId() != null)
            || outcome.getReason() == OutcomeReason.TARGET_DISABLED);
  }

  private static boolean isBeside(DecisionOutcome outcome) {
    boolean no =
        outcome.getOutcome() == OutcomeType.IGNORED || outcome.getOutcome() == OutcomeType.REJECTED;
    return outcome.getOutcome() == OutcomeType.STOPPED
        || (no
            && (outcome.getRefType() == RefType.TAG
                || outcome.getReason() == OutcomeReason.TAG_PUSHED));
  }

  /**
   * @param idle with nothing to run, which claims no commit that is for another to claim
   */
  private CommitBoard board(Seen<Decision> decision, String commit, boolean idle) {
    String integration = decision.value().getIntegrationId();
    String claim = decision.key() + "/" + commit;
    boolean known = boards.containsKey(integration + "/" + claim);
    if (!known && !(idle && isForAnother(decision.key(), integration, claim))) {
      claims.putIfAbsent(claim, integration);
    }
    boolean first = integration.equals(claims.get(claim));
    return boards
        .computeIfAbsent(
            integration + "/" + claim,
            unknown -> new Begun(new CommitBoard(decision.value(), first), decision))
        .board();
  }

  /** One that claimed other commits of the repository, and said nothing of this one yet. */
  private boolean isForAnother(String repository, String integration, String claim) {
    return claims.entrySet().stream()
        .filter(known -> known.getKey().startsWith(repository + "/"))
        .map(Map.Entry::getValue)
        .anyMatch(other -> !other.equals(integration) && !boards.containsKey(other + "/" + claim));
  }

  private static boolean isStarted(DecisionOutcome outcome) {
    return outcome.getOutcome() == OutcomeType.STARTED;
  }

  /** Of what commit and type nobody knows, nothing can be shown. */
  private static boolean isOverLimit(DecisionOutcome outcome) {
    return outcome.getOutcome() == OutcomeType.REJECTED
        && outcome.getReason() == OutcomeReason.RUN_LIMIT_EXCEEDED
        && outcome.getCommitSha() != null
        && outcome.getRunType() != null;
  }

  private record Word(long version, Verdict verdict) {
    boolean countsBefore(Word other) {
      return version > other.version
          || (version == other.version && verdict.isGraverThan(other.verdict));
    }
  }

  /** The highest version counts, of equal ones the graver; what was given up does not. */
  private static Map<String, Verdict> reported(Evidence evidence) {
    Set<String> givenUp =
        evidence.of(Topics.DEAD_LETTERS).stream()
            .map(Seen<DeadLetter>::key)
            .collect(Collectors.toSet());
    Map<String, Word> words = new HashMap<>();
    for (Seen<RunUpdate> update : evidence.of(Topics.RUN_UPDATES)) {
      RunUpdate value = update.value();
      if (!givenUp.contains(update.origin())) {
        Verdict.of(value.getState())
            .map(verdict -> new Word(value.getStateVersion(), verdict))
            .ifPresent(
                word ->
                    words.merge(
                        value.getRunId(),
                        word,
                        (before, after) -> after.countsBefore(before) ? after : before));
      }
    }
    Map<String, Verdict> verdicts = new HashMap<>();
    words.forEach((run, word) -> verdicts.put(run, word.verdict()));
    for (Seen<RunCommand> command : evidence.of(Topics.RUN_COMMANDS)) {
      if (command.value().getAction() == RunAction.STOP) {
        // What was told to stop is over, until its scheduler says how it ended.
        verdicts.merge(
            command.value().getRunId(),
            Verdict.STOPPED,
            (said, stopped) -> said == Verdict.IN_PROGRESS ? stopped : said);
      }
    }
    return verdicts;
  }
}
