package dev.uplink.processor.lookup;

import dev.uplink.schemas.id.CommitSha;
import java.util.List;
import java.util.Set;

/** What a lookup came to. */
public sealed interface Answer {

  /** All files that changed, as paths from the repository's root. */
  record Paths(List<String> paths) implements Answer {
    public Paths {
      paths = List.copyOf(paths);
    }
  }

  record Commit(CommitSha commit) implements Answer {}

  /** Ids in lower case; none when Bitbucket does not tell these credentials whose they are. */
  record Account(Set<String> ids) implements Answer {
    public Account {
      ids = Set.copyOf(ids);
    }
  }

  /**
   * Bitbucket has not told, and the event waits no longer.
   *
   * @param why in plain words
   */
  record None(String why) implements Answer {}
}
