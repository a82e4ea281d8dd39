package dev.uplink.processor.topology;

import dev.uplink.processor.event.RepositoryName;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.id.RepositoryKey;
import org.jspecify.annotations.Nullable;

/** Whether a record is in the right place: its key decides the partition, and so the order. */
sealed interface Admission {

  record Admitted(RepositoryKey repository) implements Admission {}

  record Refused(DeadLetterReason reason, String message) implements Admission {}

  /** What the value repeats of its key has to agree with it. */
  static Admission of(
      @Nullable String key, String repositoryKey, String accountId, @Nullable Provider provider) {
    RepositoryKey repository;
    try {
      repository = RepositoryKey.parse(String.valueOf(key));
    } catch (IllegalArgumentException e) {
      return new Refused(DeadLetterReason.INVALID_RECORD, "the key is no repository key");
    }
    boolean agrees =
        repositoryKey.equals(key)
            && accountId.equals(repository.account().value())
            && (provider == null || provider == repository.product().provider());
    return agrees
        ? new Admitted(repository)
        : new Refused(
            DeadLetterReason.REPOSITORY_MISMATCH,
            "the record's key is not that of its repository, account and product");
  }

  /**
   * Whether a body names another repository than its record's key. A body that names none differs
   * from nothing. A key that names none is the edge's word that it found none in time; the event is
   * then decided without a repository, since its partition is not the repository's.
   */
  static boolean mismatch(RepositoryKey key, @Nullable RepositoryName named) {
    return named != null
        && key.namesRepository()
        && !named.key(key.account(), key.product()).equals(key);
  }
}
