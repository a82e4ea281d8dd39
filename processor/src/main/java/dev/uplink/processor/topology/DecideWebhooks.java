package dev.uplink.processor.topology;

import dev.uplink.processor.event.BitbucketEvent;
import dev.uplink.processor.event.BitbucketEventParser;
import dev.uplink.processor.event.ParseResult;
import dev.uplink.processor.memory.Memory;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.streams.Received;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** One webhook in, one decision or one dead letter out; nothing for one that comes again. */
final class DecideWebhooks {
  private final ProcessorContext<String, SpecificRecord> context;
  private final Memory memory;
  private final RepositoryEventQueue queue;
  private final Exits exits;

  DecideWebhooks(
      ProcessorContext<String, SpecificRecord> context,
      Memory memory,
      RepositoryEventQueue queue,
      Exits exits) {
    this.context = context;
    this.memory = memory;
    this.queue = queue;
    this.exits = exits;
  }

  void process(Record<String, @Nullable Received<RawWebhook>> record) {
    Instant now = Instant.ofEpochMilli(record.timestamp());
    if (record.value() == null) {
      exits.giveUp(
          record, null, DeadLetterReason.UNEXPECTED_TOMBSTONE, "a webhook has a value", null);
      return;
    }
    RawWebhook webhook = record.value().value();
    String id = webhook.getDeliveryId();
    if (memory.hasSeenDelivery(id, now)) {
      exits.repeat(record, id);
      return;
    }
    // First of all: however this one ends, it ends once.
    memory.sawDelivery(id, now);
    switch (admit(record.key(), webhook)) {
      case Admission.Refused(DeadLetterReason reason, String message) ->
          exits.giveUp(record, id, reason, message, record.value());
      case Admission.Admitted(RepositoryKey repository) -> read(record, repository);
    }
  }

  private static Admission admit(String key, RawWebhook webhook) {
    return Admission.of(
        key, webhook.getRepositoryKey(), webhook.getAccountId(), webhook.getProvider());
  }

  private void read(Record<String, Received<RawWebhook>> record, RepositoryKey repository) {
    RawWebhook webhook = record.value().value();
    String id = webhook.getDeliveryId();
    ParseResult parsed =
        BitbucketEventParser.parse(
            repository.product(), webhook.getEventKey(), bytes(webhook.getBody()));
    switch (parsed) {
      case ParseResult.Malformed(DeadLetterReason reason, String message) ->
          exits.giveUp(record, id, reason, message, record.value());
      case ParseResult.Understood(BitbucketEvent event)
          when Admission.mismatch(repository, event.repository()) ->
          exits.giveUp(
              record,
              id,
              DeadLetterReason.REPOSITORY_MISMATCH,
              "the body is about another repository than the record's key",
              record.value());
      case ParseResult.Understood(BitbucketEvent event) -> arrive(record, repository, event);
    }
  }

  private void arrive(
      Record<String, Received<RawWebhook>> record, RepositoryKey repository, BitbucketEvent event) {
    queue.arrive(
        PendingMapper.pending(
            record,
            within(repository, event),
            exits.origin(record),
            Instant.ofEpochMilli(context.currentSystemTimeMs())),
        record.value());
  }

  /** What is in no repository's partition can be no event of one. */
  private static BitbucketEvent within(RepositoryKey repository, BitbucketEvent event) {
    return switch (event) {
      case BitbucketEvent.Push _,
          BitbucketEvent.PullRequestChanged _,
          BitbucketEvent.CommentAdded _ ->
          repository.namesRepository()
              ? event
              : new BitbucketEvent.NothingToDecide(
                  event.repository(), IgnoredReason.REPOSITORY_UNKNOWN);
      case BitbucketEvent.RepositoryRenamed _, BitbucketEvent.NothingToDecide _ -> event;
    };
  }

  private static byte[] bytes(ByteBuffer body) {
    byte[] bytes = new byte[body.remaining()];
    body.duplicate().get(bytes);
    return bytes;
  }
}
