package dev.uplink.processor.topology;

import dev.uplink.processor.decide.Outcome;
import dev.uplink.processor.decide.Verdict;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.Rejection;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.id.RunId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * All records that one event leads to, made before anything is written: a fault in making them then
 * leaves no store half-changed.
 */
record Results(Decision decision, List<RunCommand> commands, List<Rejection> rejections) {
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
