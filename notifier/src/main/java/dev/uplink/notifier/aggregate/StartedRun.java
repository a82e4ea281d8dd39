package dev.uplink.notifier.aggregate;

import dev.uplink.schemas.id.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run that a decision started, or would have started if it had been allowed to.
 *
 * @param refName short name of the pushed branch, when known; null for a tag
 * @param ofPullRequest whether that is the source branch of a pull request, and not a pushed one
 * @param refusal why it was not started after all, for people; null for one that was
 * @param last whether the totals of its decision and commit are complete with it
 */
public record StartedRun(
    CommitPlace place,
    Whereabouts where,
    String integrationSlug,
    Mode mode,
    RunId run,
    Target target,
    RunKind kind,
    @Nullable String refName,
    boolean ofPullRequest,
    @Nullable String refusal,
    boolean last,
    Instant at)
    implements Opening {
  @Override
  public String group() {
    return run.group();
  }
}
