package dev.uplink.local.replay;

import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.OutcomeType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From the records of the topics. */
final class FateMapper {
  private FateMapper() {}

  static Fate decided(Decision decision) {
    List<Outcome> outcomes = new ArrayList<>();
    Set<Place> taken = new HashSet<>();
    for (DecisionOutcome outcome : decision.getOutcomes()) {
      Place place = place(outcome);
      while (!taken.add(place)) {
        place = place.again();
      }
      outcomes.add(
          new Outcome(
              place,
              outcome.getTargetSlug(),
              outcome.getOutcome(),
              Optional.ofNullable(outcome.getReason()),
              Optional.ofNullable(outcome.getRunType()),
              Optional.ofNullable(outcome.getCommitSha()),
              Optional.ofNullable(outcome.getDetail())));
    }
    return new Fate.Decided(
        Optional.ofNullable(decision.getIgnoredReason()),
        Optional.ofNullable(decision.getDetail()),
        outcomes);
  }

  static Fate givenUp(DeadLetter letter) {
    return new Fate.GivenUp(letter.getReason(), letter.getMessage());
  }

  private static Place place(DecisionOutcome outcome) {
    return new Place(
        outcome.getTargetKind(),
        outcome.getTargetId(),
        Optional.ofNullable(outcome.getRefType()),
        Optional.ofNullable(outcome.getRefName()),
        Optional.ofNullable(outcome.getPullRequestId()),
        outcome.getOutcome() == OutcomeType.STOPPED
            ? Optional.ofNullable(outcome.getRunId())
            : Optional.empty(),
        0);
  }
}
