package dev.uplink.schemas.id;

import java.util.Locale;

/**
 * What everything about one repository is keyed and ordered by: {@code
 * {account}/{product}/{namespace}/{repository}}, namespace and repository in lower case because
 * Bitbucket compares them so. A webhook that names no repository has namespace {@code -} and its
 * delivery id in the repository's place.
 */
public record RepositoryKey(
    AccountId account, BitbucketProduct product, String namespace, String repository) {
  private static final String NO_NAMESPACE = "-";

  public RepositoryKey {
    namespace = part("namespace", namespace);
    repository = part("repository", repository);
  }

  public static RepositoryKey withoutRepository(
      AccountId account, BitbucketProduct product, DeliveryId delivery) {
    return new RepositoryKey(account, product, NO_NAMESPACE, delivery.value());
  }

  /** Reads back what {@link #toString} wrote. */
  public static RepositoryKey parse(String key) {
    String[] parts = key.split("/", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException(
          "repositoryKey: " + key + " (expected: account/product/namespace/repository)");
    }
    BitbucketProduct product =
        BitbucketProduct.ofSegment(parts[1])
            .orElseThrow(() -> new IllegalArgumentException("repositoryKey: " + key));
    return new RepositoryKey(new AccountId(parts[0]), product, parts[2], parts[3]);
  }

  /** False for the key of a webhook in which no repository was found. */
  public boolean namesRepository() {
    return !namespace.equals(NO_NAMESPACE);
  }

  /** First part of the ids of this repository's runs. */
  public String group() {
    return Digest.of("group", toString()).hex(16);
  }

  @Override
  public String toString() {
    return account + "/" + product.segment() + "/" + namespace + "/" + repository;
  }

  private static String part(String field, String value) {
    if (value.isEmpty() || value.indexOf('/') >= 0) {
      throw new IllegalArgumentException(field + ": '" + value + "' (expected: no '/', not empty)");
    }
    return value.toLowerCase(Locale.ROOT);
  }
}
