package dev.uplink.notifier.aggregate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision found nothing to run at a commit, though stacks or modules might have wanted it. A
 * required check must not wait for what will never come.
 *
 * @param refName short name of the pushed branch, when known; null for a tag
 * @param ofPullRequest whether that is the source branch of a pull request, and not a pushed one
 */
public record NothingToRun(
    CommitPlace place,
    Whereabouts where,
    String integrationSlug,
    Mode mode,
    @Nullable String refName,
    boolean ofPullRequest,
    Instant at)
    implements Opening {
  @Override
  public String group() {
    return place.repositoryKey().group();
  }
}
