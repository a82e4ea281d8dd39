package dev.uplink.processor.topology;

import dev.uplink.processor.decide.Outcome.Started;
import dev.uplink.processor.decide.Verdict;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.Rejection;
import dev.uplink.schemas.avro.RunCommand;
import java.util.List;

/**
 * All records that one event leads to, made before anything is written: a fault in making them then
 * leaves no store half-changed.
 */
record Results(Decision decision, List<RunCommand> commands, List<Rejection> rejections) {
  static Results of(Occasion occasion, Verdict verdict) {
    List<RunCommand> commands =
        verdict.outcomes().stream()
            .filter(Started.class::isInstance)
            .map(started -> CommandMapper.start(occasion, (Started) started))
            .toList();
    return new Results(
        DecisionMapper.decision(occasion, verdict),
        commands,
        RejectionMapper.rejections(occasion, verdict));
  }
}
