package dev.uplink.local.replay;

import dev.uplink.schemas.id.RepositoryKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Which deliveries are meant; what is left out does not restrict them.
 *
 * @param from the first moment, by the record's time
 * @param to the first moment after the last one
 * @param deadLetters only those that became a dead letter
 */
record Selection(
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<RepositoryName> repository,
    boolean deadLetters) {

  /** Of whichever account: a command line names what Bitbucket shows. */
  record RepositoryName(String provider, String namespace, String repository) {
    boolean isOf(RepositoryKey key) {
      return key.product().segment().equals(provider)
          && key.namespace().equalsIgnoreCase(namespace)
          && key.repository().equalsIgnoreCase(repository);
    }

    @Override
    public String toString() {
      return provider + "/" + namespace + "/" + repository;
    }
  }

  /**
   * @param key the record's, which may be any text
   */
  boolean includes(String key, Instant at) {
    return from.map(first -> !at.isBefore(first)).orElse(true)
        && to.map(at::isBefore).orElse(true)
        && repository.map(name -> isOf(name, key)).orElse(true);
  }

  private static boolean isOf(RepositoryName name, String key) {
    try {
      return name.isOf(RepositoryKey.parse(key));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return (deadLetters ? "dead letters of uplink.webhooks" : "deliveries of uplink.webhooks")
        + repository.map(name -> " of " + name).orElse("")
        + from.map(first -> " from " + first).orElse("")
        + to.map(end -> " to " + end).orElse("");
  }
}
