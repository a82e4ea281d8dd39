package dev.uplink.processor.event;

import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.RepositoryKey;
import java.util.Locale;

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

  /** As long as the edge takes them for a record's key. */
  private static final int LONGEST_PART = 255;

  static boolean usable(String part) {
    return !part.isEmpty()
        && part.length() <= LONGEST_PART
        && part.indexOf('/') < 0
        && part.chars().noneMatch(Character::isISOControl);
  }

  /**
   * Bitbucket does not tell names apart by their case; nor do keys of records, in this very way.
   */
  public boolean isSame(RepositoryName other) {
    return lowerCase(namespace).equals(lowerCase(other.namespace))
        && lowerCase(repository).equals(lowerCase(other.repository));
  }

  private static String lowerCase(String part) {
    return part.toLowerCase(Locale.ROOT);
  }

  public RepositoryKey key(AccountId account, BitbucketProduct product) {
    return new RepositoryKey(account, product, namespace, repository);
  }
}
