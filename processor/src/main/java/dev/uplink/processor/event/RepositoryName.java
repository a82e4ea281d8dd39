package dev.uplink.processor.event;

import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.RepositoryKey;

/**
 * A repository as Bitbucket writes it, case kept. Neither part is empty or holds a slash or control
 * characters.
 *
 * @param namespace Cloud: workspace; Data Center: project key, {@code ~} kept
 */
public record RepositoryName(String namespace, String repository) {
  public RepositoryName {
    if (!usable(namespace) || !usable(repository)) {
      throw new IllegalArgumentException("repository: " + namespace + "/" + repository);
    }
  }

  static boolean usable(String part) {
    return !part.isEmpty()
        && part.indexOf('/') < 0
        && part.chars().noneMatch(Character::isISOControl);
  }

  /** Bitbucket does not tell names apart by their case. */
  public boolean isSame(RepositoryName other) {
    return namespace.equalsIgnoreCase(other.namespace)
        && repository.equalsIgnoreCase(other.repository);
  }

  public RepositoryKey key(AccountId account, BitbucketProduct product) {
    return new RepositoryKey(account, product, namespace, repository);
  }
}
