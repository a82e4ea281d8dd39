package dev.uplink.ingress.controlplane.delivery.story;

import dev.uplink.schemas.avro.LookupKind;
import dev.uplink.schemas.avro.LookupOutcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question to Bitbucket.
 *
 * @param question null while only its answer has been read
 * @param answer null while there is none
 */
record Lookup(String id, LookupKind kind, @Nullable Question question, @Nullable Answer answer) {

  /**
   * The question as it was asked; see LookupRequest.
   *
   * @param at time of the event that needed it first
   */
  record Question(
      Instant at,
      String namespace,
      String repository,
      @Nullable String fromSha,
      @Nullable String toSha,
      @Nullable String branch,
      @Nullable Long pullRequestId) {}

  /**
   * The last answer to it.
   *
   * @param pathCount of all changed files
   * @param paths the first of them
   */
  record Answer(
      Instant at,
      LookupOutcome outcome,
      int pathCount,
      List<String> paths,
      boolean truncated,
      @Nullable String commitSha,
      List<Long> pullRequestIds,
      @Nullable String failure) {
    Answer {
      paths = List.copyOf(paths);
      pullRequestIds = List.copyOf(pullRequestIds);
    }
  }
}
