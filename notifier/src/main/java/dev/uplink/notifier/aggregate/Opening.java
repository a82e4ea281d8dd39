package dev.uplink.notifier.aggregate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a decision says of a commit, by which the commit may be heard of first. */
public sealed interface Opening extends RunEvent permits StartedRun, NothingToRun {
  CommitPlace place();

  Whereabouts where();

  String integrationSlug();

  Mode mode();

  @Nullable String refName();

  /** Whether the ref is the source branch of a pull request. */
  boolean ofPullRequest();

  Instant at();
}
