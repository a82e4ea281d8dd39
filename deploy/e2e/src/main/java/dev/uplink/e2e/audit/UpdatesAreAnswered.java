package dev.uplink.e2e.audit;

import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What others write to us is used, or given back as a dead letter; never dropped, never twice. */
final class UpdatesAreAnswered implements Law {
  /** Topics whose every record is somebody's wish. */
  private static final Set<String> WISHES =
      Set.of(Topics.WEBHOOKS.name(), Topics.TRIGGER_REQUESTS.name(), Topics.RUN_UPDATES.name());

  @Override
  public Stream<Violation> violations(Evidence evidence) {
    return Stream.concat(unreadable(evidence), givenUpThoughKnown(evidence));
  }

  private static Stream<Violation> unreadable(Evidence evidence) {
    Set<String> origins = new HashSet<>();
    Set<String> letters = new HashSet<>();
    List<Violation> found = new ArrayList<>();
    for (Seen<DeadLetter> letter : evidence.of(Topics.DEAD_LETTERS)) {
      origins.add(letter.key());
      if (WISHES.contains(letter.value().getOriginTopic())
          && !letters.add(letter.value().getApplication() + " " + letter.key())) {
        found.add(
            Violation.of(
                Promise.UNREADABLE_IS_A_DEAD_LETTER,
                letter,
                "%s is a dead letter of %s twice"
                    .formatted(letter.key(), letter.value().getApplication()),
                letter.key()));
      }
    }
    evidence.unreadable().stream()
        .filter(record -> WISHES.contains(record.topic()))
        .filter(record -> !origins.contains(record.origin()))
        .forEach(
            record ->
                found.add(
                    Violation.of(
                        Promise.UNREADABLE_IS_A_DEAD_LETTER,
                        record,
                        "%s cannot be read (%s) and is no dead letter"
                            .formatted(record.origin(), record.value()),
                        record.origin())));
    return found.stream();
  }

  private static Stream<Violation> givenUpThoughKnown(Evidence evidence) {
    Map<String, Seen<RunUpdate>> updates = new HashMap<>();
    evidence.of(Topics.RUN_UPDATES).forEach(update -> updates.put(update.origin(), update));
    Map<String, Seen<Decision>> started = new HashMap<>();
    for (Seen<Decision> decision : evidence.of(Topics.DECISIONS)) {
      for (DecisionOutcome outcome : decision.value().getOutcomes()) {
        if (outcome.getRunId() != null) {
          started.putIfAbsent(outcome.getRunId(), decision);
        }
      }
    }
    return evidence.of(Topics.DEAD_LETTERS).stream()
        .filter(letter -> letter.value().getReason() == DeadLetterReason.UNKNOWN_RUN)
        .flatMap(letter -> Stream.ofNullable(updates.get(letter.key())))
        .filter(update -> inTime(update, started.get(update.value().getRunId())))
        .map(
            update ->
                Violation.of(
                    Promise.A_REPORT_COUNTS,
                    update,
                    "a report on run %s was given up, though the run was known in time"
                        .formatted(update.value().getRunId()),
                    update.value().getRunId(),
                    update.origin()));
  }

  private static boolean inTime(Seen<RunUpdate> update, @Nullable Seen<Decision> decision) {
    return decision != null && !decision.at().isAfter(update.at().plus(Limits.RUN_UPDATE_WAIT));
  }
}
