package dev.uplink.ingress.controlplane.bitbucket;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of an integration's Bitbucket. Repositories are {@code namespace/repository}.
 */
public sealed interface BitbucketQuestion {
  /**
   * Whether the integration works.
   *
   * @param namespaces workspaces that are known beforehand; Data Center needs none
   * @param repositories in use, which should be visible
   */
  record Test(List<String> namespaces, List<String> repositories) implements BitbucketQuestion {}

  /**
   * Which repositories there are.
   *
   * @param query part of their names, or a whole name; null for all
   */
  record Repositories(List<String> namespaces, @Nullable String query, int limit)
      implements BitbucketQuestion {}

  /** Which branches a repository has. */
  record Branches(String repository, @Nullable String query, int limit)
      implements BitbucketQuestion {}
}
