package dev.uplink.processor.topology;

import dev.uplink.processor.decide.Cause;
import dev.uplink.processor.decide.Integration;
import dev.uplink.processor.event.RefChange;
import dev.uplink.processor.event.RepositoryName;
import dev.uplink.schemas.id.RepositoryKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a decision was about, as far as records have to tell it.
 *
 * @param name the repository in Bitbucket's case; null when the body names none
 * @param refs what moved; empty when nothing is known of it
 * @param at the record's time, which all results bear
 */
record Occasion(
    Cause cause,
    Via via,
    String eventKey,
    @Nullable RepositoryName name,
    List<RefChange> refs,
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

  RepositoryKey repository() {
    return cause.repository();
  }
}
