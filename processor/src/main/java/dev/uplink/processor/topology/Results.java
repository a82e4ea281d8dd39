package dev.uplink.processor.topology;

import dev.uplink.processor.decide.Outcome;
import dev.uplink.processor.decide.Verdict;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.Rejection;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.id.RunId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * All records that one event leads to, made before anything is written: a fault in making them then
 * leaves no store half-changed.
 */
record Results(Decision decision, List<RunCommand> commands, List<Rejection> rejections) {
  private static final String MORE_STOP =
      " more runs were stopped than this record has room for: nothing points to their commits any"
          + " more";

  /**
   * @param starts finds the command that started an open run
   */
  static Results of(
      Occasion occasion, Verdict verdict, Function<RunId, Optional<RunCommand>> starts) {
    List<RunCommand> commands =
        verdict.outcomes().stream()
            .flatMap(outcome -> command(occasion, outcome, starts).stream())
            .toList();
    return new Results(
        DecisionMapper.decision(occasion, verdict),
        commands,
        RejectionMapper.rejections(occasion, verdict));
  }

  /**
   * The same in fewer words: without what outcomes rest on, which is the larger part of a decision
   * on thousands of targets.
   */
  Results brief() {
    Decision brief =
        Decision.newBuilder(decision)
            .setOutcomes(decision.getOutcomes().stream().map(Results::brief).toList())
            .build();
    return new Results(brief, commands, rejections);
  }

  /**
   * The same without some of the runs that stop, of which it only tells how many there are more.
   * Each of them has its command all the same; every target's own outcome is there.
   *
   * @param hasRoom asked of each outcome in turn
   */
  Results naming(Predicate<DecisionOutcome> hasRoom) {
    List<DecisionOutcome> named =
        decision.getOutcomes().stream()
            .filter(outcome -> !isStop(outcome) || hasRoom.test(outcome))
            .toList();
    int more = decision.getOutcomes().size() - named.size();
    if (more == 0) {
      return this;
    }
    String detail = decision.getDetail() == null ? "" : decision.getDetail() + "; ";
    Decision shortened =
        Decision.newBuilder(decision)
            .setOutcomes(named)
            .setDetail(detail + more + MORE_STOP)
            .build();
    return new Results(shortened, commands, rejections);
  }

  static boolean isStop(DecisionOutcome outcome) {
    return outcome.getOutcome() == OutcomeType.STOPPED;
  }

  private static DecisionOutcome brief(DecisionOutcome outcome) {
    return DecisionOutcome.newBuilder(outcome).setDetail(null).build();
  }

  private static Optional<RunCommand> command(
      Occasion occasion, Outcome outcome, Function<RunId, Optional<RunCommand>> starts) {
    return switch (outcome) {
      case Outcome.Started started -> Optional.of(CommandMapper.start(occasion, started));
      case Outcome.Deduplicated same when same.tellPullRequest() ->
          Optional.of(CommandMapper.update(occasion, same));
      case Outcome.Superseded superseded ->
          starts
              .apply(superseded.run().id())
              .map(start -> CommandMapper.supersede(occasion, start));
      case Outcome.Deduplicated _, Outcome.Ignored _, Outcome.Rejected _ -> Optional.empty();
    };
  }
}
