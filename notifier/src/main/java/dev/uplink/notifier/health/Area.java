package dev.uplink.notifier.health;

import dev.uplink.notifier.lookup.Question;
import dev.uplink.notifier.probe.Check;
import java.util.Optional;

/**
 * What takes a scope of its own. Those that lack one may do the rest, which says nothing of it. The
 * names are part of the API.
 */
enum Area {
  STATUSES,
  REPOSITORIES,
  PULL_REQUESTS;

  /** Empty for what takes a scope that nothing else needs. */
  static Optional<Area> of(Question question) {
    return switch (question) {
      case Question.PushedFiles _,
          Question.FilesSinceBranch _,
          Question.FullHash _,
          Question.TagCommit _,
          Question.BranchHead _ ->
          Optional.of(REPOSITORIES);
      case Question.PullRequestFiles _, Question.PullRequestsOf _ -> Optional.of(PULL_REQUESTS);
      case Question.OwnAccount _ -> Optional.empty();
    };
  }

  /** Empty for what takes none of these. */
  static Optional<Area> of(Check.Kind check) {
    return switch (check) {
      case REPOSITORIES, BRANCHES -> Optional.of(REPOSITORIES);
      case COMMIT_STATUSES -> Optional.of(STATUSES);
      case COMMIT_PULL_REQUESTS -> Optional.of(PULL_REQUESTS);
      // Passed also when none is in use.
      case REPOSITORIES_IN_USE, CREDENTIALS, OWN_ACCOUNT -> Optional.empty();
    };
  }
}
