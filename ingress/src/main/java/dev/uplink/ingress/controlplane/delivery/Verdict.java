package dev.uplink.ingress.controlplane.delivery;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as it was decided.
 *
 * @param integrationSlug null when the integration was not known (any more)
 * @param spaceId the integration's at that time
 * @param namespace in Bitbucket's case; null when the body names no repository
 * @param commitSha when all refs agree on it
 * @param ignoredReason why there was nothing to decide
 * @param detail what that reason rests on, in plain words
 * @param lookupIds the questions to Bitbucket whose answers it rests on
 * @param commitShas all that it is about
 */
public record Verdict(
    Instant decidedAt,
    @Nullable String integrationSlug,
    @Nullable String spaceId,
    @Nullable String namespace,
    @Nullable String repository,
    @Nullable String commitSha,
    @Nullable String branch,
    @Nullable Long pullRequestId,
    @Nullable String ignoredReason,
    @Nullable String detail,
    List<String> lookupIds,
    List<String> commitShas,
    OutcomeCounts counts) {
  public Verdict {
    lookupIds = List.copyOf(lookupIds);
    commitShas = List.copyOf(commitShas);
  }
}
