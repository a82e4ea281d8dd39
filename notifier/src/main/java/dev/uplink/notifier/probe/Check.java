package dev.uplink.notifier.probe;

import dev.uplink.notifier.bitbucket.reader.Finding;
import org.jspecify.annotations.Nullable;

/**
 * One look at something.
 *
 * @param subject repository it is about; null for the integration as a whole
 */
public record Check(Kind kind, @Nullable String subject, Finding finding) {
  /** What is looked at. The names are part of the API. */
  public enum Kind {
    /** Whether Bitbucket takes the credentials. */
    CREDENTIALS,
    /** Which repositories they see. */
    REPOSITORIES,
    /** Whether those that stacks and modules use are among them. */
    REPOSITORIES_IN_USE,
    /** Whether they may post commit statuses. */
    COMMIT_STATUSES,
    /** Whether Cloud tells which pull requests a commit is in. */
    COMMIT_PULL_REQUESTS,
    /** Whether Cloud tells the credentials whose they are. */
    OWN_ACCOUNT,
    /** Which branches a repository has. */
    BRANCHES;

    /** What is looked at first, and so says why nothing could be. */
    static Kind firstOf(ProbeRequest request) {
      return switch (request) {
        case ProbeRequest.Test _ -> CREDENTIALS;
        case ProbeRequest.Repositories _ -> REPOSITORIES;
        case ProbeRequest.Branches _ -> BRANCHES;
      };
    }
  }

  static Check of(Kind kind, Finding finding) {
    return new Check(kind, null, finding);
  }
}
