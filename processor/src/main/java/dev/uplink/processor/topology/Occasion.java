package dev.uplink.processor.topology;

import dev.uplink.processor.decide.Cause;
import dev.uplink.processor.decide.Integration;
import dev.uplink.processor.decide.Subject;
import dev.uplink.processor.event.RepositoryName;
import dev.uplink.schemas.id.RepositoryKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a decision was about, as far as records have to tell it.
 *
 * @param name the repository in Bitbucket's case; null when the body names none
 * @param subjects what it points to; empty when nothing is known of it
 * @param lookupIds the questions that it rests on
 * @param at the record's time, which all results bear
 */
record Occasion(
    Cause cause,
    Via via,
    String eventKey,
    @Nullable RepositoryName name,
    List<Subject> subjects,
    List<String> lookupIds,
    Instant at) {

  /**
   * How the event came.
   *
   * @param integration null when it is not known (any more)
   * @param replayOf the delivery that this one repeats
   * @param triggeredBy the person who asked, if one did
   */
  record Via(
      String integrationId,
      @Nullable Integration integration,
      @Nullable String replayOf,
      @Nullable String triggeredBy) {}

  /** The one that it is about; null when it is about none. */
  @Nullable Long pullRequest() {
    return subjects.isEmpty() ? null : subjects.getFirst().pullRequest();
  }

  RepositoryKey repository() {
    return cause.repository();
  }
}
