package dev.uplink.processor.memory;

import dev.uplink.processor.event.BitbucketEvent;
import dev.uplink.schemas.id.RepositoryKey;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event that was read and is not decided yet: facts, not the body.
 *
 * @param repository its record's key
 * @param at the record's time in milliseconds, which all results bear
 * @param since when it was read, by the wall clock, in milliseconds; a wait is counted from there
 * @param origin where its record is
 * @param headers of its record, which results bear too
 */
public record Pending(
    String deliveryId,
    String repository,
    String integrationId,
    @Nullable String replayOf,
    String eventKey,
    BitbucketEvent event,
    long at,
    long since,
    Origin origin,
    List<Header> headers) {

  // A row that lacks one of these is none of ours.
  public Pending {
    Objects.requireNonNull(deliveryId);
    Objects.requireNonNull(repository);
    Objects.requireNonNull(integrationId);
    Objects.requireNonNull(eventKey);
    Objects.requireNonNull(event);
    Objects.requireNonNull(origin);
    headers = List.copyOf(headers);
  }

  public RepositoryKey repositoryKey() {
    return RepositoryKey.parse(repository);
  }

  /** The record that it was read from. */
  public record Origin(String topic, int partition, long offset) {}

  /** One of its headers; null stands for a value that is none. */
  @SuppressWarnings("ArrayRecordComponent") // Kafka's own type; nobody compares headers.
  public record Header(String key, byte @Nullable [] value) {}
}
