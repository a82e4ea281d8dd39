package dev.uplink.notifier.lookup;

import dev.uplink.notifier.bitbucket.reader.ChangedFiles;
import dev.uplink.notifier.bitbucket.reader.PullRequestFiles;
import dev.uplink.notifier.bitbucket.reader.PullRequests;
import java.util.List;

/** What Bitbucket said. */
public sealed interface Found {
  record Files(ChangedFiles files) implements Found {}

  record FilesOfPullRequest(PullRequestFiles files) implements Found {}

  /**
   * @param sha 40 digits
   */
  record Commit(String sha) implements Found {}

  record Requests(PullRequests requests) implements Found {}

  /**
   * @param ids in lower case
   */
  record Account(List<String> ids) implements Found {
    public Account {
      ids = List.copyOf(ids);
    }
  }
}
