package dev.uplink.e2e.audit;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Of which runs nothing was heard for so long that they show as stopped. */
final class Silences {
  /** When a run that has not ended is taken for lost. */
  enum Silence {
    /** It has been long enough, whenever the notifier looked. */
    TOO_LONG,
    /** It depends on when the notifier read the last word, and began to look. */
    PERHAPS_TOO_LONG
  }

  /**
   * After a start it looks only when ten minutes have gone by, and it may be some minutes behind.
   */
  private static final Duration LEEWAY = Duration.ofMinutes(15);

  private record Word(RunType type, String state, long version, Instant heard) {
    /** An older word is no sign of life, the same once more is one. */
    Word and(RunUpdate update, Instant at) {
      return update.getStateVersion() < version
          ? this
          : new Word(type, update.getState(), update.getStateVersion(), at);
    }
  }

  private final Map<String, Word> last = new HashMap<>();
  private final AllowedSilence allowed;
  private final Instant now;

  private Silences(AllowedSilence allowed, Instant now) {
    this.allowed = allowed;
    this.now = now;
  }

  static Silences of(Evidence evidence) {
    Silences silences = new Silences(evidence.allowedSilence(), evidence.readAt());
    evidence.of(Topics.DECISIONS).forEach(silences::read);
    for (Seen<RunUpdate> update : evidence.of(Topics.RUN_UPDATES)) {
      if (Verdict.of(update.value().getState()).isPresent()) {
        silences.last.computeIfPresent(
            update.value().getRunId(), (run, word) -> word.and(update.value(), update.at()));
      }
    }
    return silences;
  }

  /** Empty for one that was heard of lately. */
  Optional<Silence> of(String run) {
    Word word = last.get(run);
    if (word == null) {
      return Optional.empty();
    }
    Instant ends = word.heard().plus(allowed.of(word.type(), word.state()));
    if (now.isAfter(ends.plus(LEEWAY))) {
      return Optional.of(Silence.TOO_LONG);
    }
    return now.isAfter(ends) ? Optional.of(Silence.PERHAPS_TOO_LONG) : Optional.empty();
  }

  private void read(Seen<Decision> decision) {
    for (DecisionOutcome outcome : decision.value().getOutcomes()) {
      if (outcome.getOutcome() == OutcomeType.STARTED) {
        last.put(
            Objects.requireNonNull(outcome.getRunId()),
            new Word(
                Objects.requireNonNullElse(outcome.getRunType(), RunType.UNKNOWN),
                "",
                -1,
                decision.at()));
      }
    }
  }
}
