package dev.uplink.ingress.controlplane.delivery.projection;

import dev.uplink.schemas.avro.DeliveryOutcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one record adds to the stories of deliveries. Told again, it changes nothing; of two that
 * tell of the same, the newer counts, whichever is read first.
 */
public sealed interface StoryNews {
  /** The id of what is told of; the same for all news of the same thing. */
  String id();

  /** Something was asked of Bitbucket. */
  record LookupAsked(
      String id,
      Instant at,
      String kind,
      String repositoryKey,
      String integrationId,
      String namespace,
      String repository,
      @Nullable String fromSha,
      @Nullable String toSha,
      @Nullable String branch,
      @Nullable Long pullRequestId)
      implements StoryNews {}

  /**
   * Bitbucket's answer.
   *
   * @param pathCount of all changed files
   * @param paths the first of them
   * @param pullRequestIds the first that were found
   */
  record LookupAnswered(
      String id,
      Instant at,
      String kind,
      String outcome,
      int pathCount,
      List<String> paths,
      boolean truncated,
      @Nullable String commitSha,
      List<Long> pullRequestIds,
      @Nullable String failure)
      implements StoryNews {
    public LookupAnswered {
      paths = List.copyOf(paths);
      pullRequestIds = List.copyOf(pullRequestIds);
    }
  }

  /** A scheduler was told to stop a run, or what is new about one. */
  record Commanded(
      String id,
      Instant at,
      String action,
      String deliveryId,
      String runId,
      String targetId,
      String targetSlug,
      @Nullable Long pullRequestId,
      @Nullable String reason)
      implements StoryNews {}

  /**
   * A scheduler's word on a run.
   *
   * @param id the run's
   * @param offset in the run's partition
   */
  record RunReported(
      String id,
      Instant at,
      String state,
      long stateVersion,
      @Nullable String message,
      @Nullable String url,
      long offset)
      implements StoryNews {}

  /** What Bitbucket should show. */
  record StatusWanted(
      StatusPlace place, Instant at, long revision, String state, String name, String description)
      implements StoryNews {
    @Override
    public String id() {
      return place.toString();
    }
  }

  /** How telling it ended. */
  record StatusTold(
      StatusPlace place,
      Instant at,
      long revision,
      String state,
      String outcome,
      @Nullable Integer httpStatus,
      int attempt,
      @Nullable String detail)
      implements StoryNews {
    @Override
    public String id() {
      return place.toString();
    }

    /** Whether it was said by whoever has it to tell: that goes before what others say. */
    boolean isItsOwners() {
      return !outcome.equals(DeliveryOutcome.HANDED_OVER.name());
    }
  }

  /** Where a status stands. */
  record StatusPlace(String integrationId, String repositoryKey, String commitSha, String key) {}
}
