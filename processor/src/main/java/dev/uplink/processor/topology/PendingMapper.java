package dev.uplink.processor.topology;

import dev.uplink.processor.event.BitbucketEvent;
import dev.uplink.processor.event.Comment;
import dev.uplink.processor.memory.Pending;
import dev.uplink.processor.memory.Waiting;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.streams.Origin;
import dev.uplink.schemas.streams.Received;
import dev.uplink.schemas.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** What is kept of a webhook while it waits. */
final class PendingMapper {
  /** Of a comment only the first line can be a command, and a longer one is none. */
  private static final int COMMENT_CHARACTERS = 10_000;

  private PendingMapper() {}

  static Pending pending(
      Record<String, Received<RawWebhook>> record,
      BitbucketEvent event,
      Origin origin,
      Instant since) {
    RawWebhook webhook = record.value().value();
    List<Pending.Header> headers = new ArrayList<>();
    record.headers().forEach(one -> headers.add(new Pending.Header(one.key(), one.value())));
    return new Pending(
        webhook.getDeliveryId(),
        webhook.getRepositoryKey(),
        webhook.getIntegrationId(),
        webhook.getReplayOf(),
        webhook.getEventKey(),
        shortened(event),
        record.timestamp(),
        since.toEpochMilli(),
        new Pending.Origin(origin.topic(), origin.partition(), origin.offset()),
        headers);
  }

  private static BitbucketEvent shortened(BitbucketEvent event) {
    if (event instanceof BitbucketEvent.CommentAdded(var repository, var pullRequest, var comment)
        && comment.text().length() > COMMENT_CHARACTERS) {
      String begin = comment.text().substring(0, COMMENT_CHARACTERS);
      return new BitbucketEvent.CommentAdded(
          repository, pullRequest, new Comment(comment.id(), comment.authorIds(), begin));
    }
    return event;
  }

  static Headers headers(List<Pending.Header> kept) {
    Headers headers = new RecordHeaders();
    kept.forEach(header -> headers.add(header.key(), header.value()));
    return headers;
  }

  /**
   * Nothing but webhooks waits, and it does where it was read: so much is known of any row. An
   * offset that is not known is -1.
   *
   * @param partition of the task that keeps it
   */
  static Origin origin(Waiting.Unreadable unreadable, int partition, Instant at) {
    Pending.Origin origin =
        unreadable.origin() == null
            ? new Pending.Origin(Topics.WEBHOOKS.name(), partition, -1)
            : unreadable.origin();
    return new Origin(origin.topic(), origin.partition(), origin.offset(), new RecordHeaders(), at);
  }

  static Origin origin(Pending pending) {
    Pending.Origin origin = pending.origin();
    return new Origin(
        origin.topic(),
        origin.partition(),
        origin.offset(),
        headers(pending.headers()),
        Instant.ofEpochMilli(pending.at()));
  }
}
