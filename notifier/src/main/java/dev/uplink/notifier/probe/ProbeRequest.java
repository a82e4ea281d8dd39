package dev.uplink.notifier.probe;

import dev.uplink.notifier.bitbucket.reader.Search;
import java.util.List;

/** What is asked. */
public sealed interface ProbeRequest {
  /**
   * Whether the integration works.
   *
   * @param workspaces of Cloud, to try the credentials on
   * @param repositories in use, which should be visible
   */
  record Test(List<String> workspaces, List<Repository> repositories) implements ProbeRequest {}

  /** Which repositories there are. */
  record Repositories(List<String> workspaces, Search search) implements ProbeRequest {}

  /** Which branches a repository has. */
  record Branches(Repository repository, Search search) implements ProbeRequest {}

  /** A repository by its address. */
  record Repository(String namespace, String name) {
    /**
     * @throws IllegalArgumentException if it is not {@code namespace/repository}
     */
    public static Repository of(String text) {
      String[] parts = text.split("/", -1);
      if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
        throw new IllegalArgumentException("expected namespace/repository");
      }
      return new Repository(parts[0], parts[1]);
    }

    @Override
    public String toString() {
      return namespace + "/" + name;
    }
  }
}
