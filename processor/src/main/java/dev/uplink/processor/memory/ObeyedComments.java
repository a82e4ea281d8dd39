package dev.uplink.processor.memory;

import dev.uplink.schemas.id.RepositoryKey;
import java.time.Instant;

/**
 * Comments that started runs, beside the deliveries that told of them: two hooks of an integration
 * tell of one comment under two ids. As long as deliveries are remembered.
 */
final class ObeyedComments {
  private final ExpiringIndex<String> deliveries;

  ObeyedComments(ExpiringIndex<String> deliveries) {
    this.deliveries = deliveries;
  }

  boolean contain(
      RepositoryKey repository, String integrationId, long pullRequest, long comment, Instant now) {
    return deliveries.find(row(repository, integrationId, pullRequest, comment), now).isPresent();
  }

  void add(
      RepositoryKey repository, String integrationId, long pullRequest, long comment, Instant now) {
    deliveries.remember(row(repository, integrationId, pullRequest, comment), "", now);
  }

  /** No delivery has such an id: those are hashes. */
  private static String row(
      RepositoryKey repository, String integrationId, long pullRequest, long comment) {
    return "comment/%s/%s/%d/%d".formatted(integrationId, repository, pullRequest, comment);
  }
}
