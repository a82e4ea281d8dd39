package dev.uplink.local.replay;

import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.IgnoredReason;
import java.util.List;
import java.util.Optional;

/** What became of a delivery. */
sealed interface Fate {

  /**
   * @param ignored why there was nothing to decide; then there are no outcomes
   */
  record Decided(Optional<IgnoredReason> ignored, Optional<String> detail, List<Outcome> outcomes)
      implements Fate {
    public Decided {
      outcomes = List.copyOf(outcomes);
    }
  }

  record GivenUp(DeadLetterReason reason, String message) implements Fate {}

  /** The topics say nothing of it: not yet, or not any more. */
  record NotKnown() implements Fate {}
}
