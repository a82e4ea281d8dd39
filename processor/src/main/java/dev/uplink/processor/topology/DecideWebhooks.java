package dev.uplink.processor.topology;

import dev.uplink.processor.catalogue.CatalogueStores;
import dev.uplink.processor.decide.Attachments;
import dev.uplink.processor.decide.Candidate;
import dev.uplink.processor.decide.Catalogue;
import dev.uplink.processor.decide.Cause;
import dev.uplink.processor.decide.PushDecider;
import dev.uplink.processor.decide.PushFacts;
import dev.uplink.processor.decide.Verdict;
import dev.uplink.processor.event.BitbucketEvent;
import dev.uplink.processor.event.BitbucketEventParser;
import dev.uplink.processor.event.ParseResult;
import dev.uplink.processor.event.RefChange;
import dev.uplink.processor.metrics.Meters;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.streams.DeadLetters;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** One webhook in, one decision or one dead letter out; nothing for one that comes again. */
final class DecideWebhooks {
  private final Memory memory;
  private final Catalogue catalogue;
  private final Meters meters;
  private final Exits exits;

  DecideWebhooks(
      ProcessorContext<String, SpecificRecord> context,
      Retention retention,
      DeadLetters deadLetters,
      Meters meters) {
    memory = new Memory(context, retention);
    catalogue = CatalogueStores.of(context);
    this.meters = meters;
    exits = new Exits(context, deadLetters, meters);
  }

  void process(Record<String, Received<RawWebhook>> record) {
    Instant now = Instant.ofEpochMilli(record.timestamp());
    memory.leaveMark(now);
    if (record.value() == null) {
      exits.giveUp(
          record, null, DeadLetterReason.UNEXPECTED_TOMBSTONE, "a webhook has a value", null);
      return;
    }
    RawWebhook webhook = record.value().value();
    String id = webhook.getDeliveryId();
    if (memory.hasSeenDelivery(id, now)) {
      exits.repeat(id, record.key());
      return;
    }
    // First of all: however this one ends, it ends once.
    memory.sawDelivery(id, now);
    switch (admit(record.key(), webhook)) {
      case Admission.Refused(DeadLetterReason reason, String message) ->
          exits.giveUp(record, id, reason, message, record.value());
      case Admission.Admitted(RepositoryKey repository) -> read(record, repository, now);
    }
  }

  private static Admission admit(String key, RawWebhook webhook) {
    return Admission.of(
        key, webhook.getRepositoryKey(), webhook.getAccountId(), webhook.getProvider());
  }

  private void read(
      Record<String, Received<RawWebhook>> record, RepositoryKey repository, Instant now) {
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
      case ParseResult.Understood(BitbucketEvent event) ->
          decide(record, new Cause(id, repository), event, now);
    }
  }

  /** Decides completely and makes all records; only then stores are written, and it is told. */
  private void decide(
      Record<String, Received<RawWebhook>> record, Cause cause, BitbucketEvent event, Instant now) {
    RawWebhook webhook = record.value().value();
    RepositoryKey repository = cause.repository();
    Verdict verdict =
        switch (event) {
          case BitbucketEvent.NothingToDecide nothing -> Verdict.ignored(nothing.reason());
          case BitbucketEvent.PullRequestChanged _,
              BitbucketEvent.CommentAdded _,
              BitbucketEvent.RepositoryRenamed _ ->
              Verdict.ignored(IgnoredReason.EVENT_NOT_HANDLED);
          case BitbucketEvent.Push _ when !repository.namesRepository() ->
              Verdict.ignored(IgnoredReason.REPOSITORY_UNKNOWN);
          case BitbucketEvent.Push push ->
              push(cause, webhook.getIntegrationId(), push.changes(), now);
        };
    Results results = Results.of(occasion(cause, webhook, event, now), verdict);
    Optional<String> misfit = Fit.misfit(record, results);
    if (misfit.isPresent()) {
      exits.giveUp(
          record, cause.id(), DeadLetterReason.RECORD_TOO_LARGE, misfit.get(), record.value());
      return;
    }
    memory.branches().apply(repository, verdict.heads());
    memory.started(repository, verdict.outcomes(), now);
    meters.missed(verdict.gaps());
    exits.decide(record, results);
  }

  /** Gathers what is known, and asks. */
  private Verdict push(Cause cause, String integrationId, List<RefChange> changes, Instant now) {
    RepositoryKey repository = cause.repository();
    List<Candidate> candidates = new Attachments(catalogue).candidates(repository, integrationId);
    PushFacts facts =
        new PushFacts(
            candidates,
            memory.branches().facts(repository, changes),
            memory.runs(repository, PushFacts.runKeys(changes, candidates), now));
    return PushDecider.decide(cause, changes, facts);
  }

  private Occasion occasion(Cause cause, RawWebhook webhook, BitbucketEvent event, Instant now) {
    Occasion.Via via =
        new Occasion.Via(
            webhook.getIntegrationId(),
            catalogue
                .integration(cause.repository().account(), webhook.getIntegrationId())
                .orElse(null),
            webhook.getReplayOf(),
            null);
    List<RefChange> refs =
        switch (event) {
          case BitbucketEvent.Push push -> push.changes();
          case BitbucketEvent.PullRequestChanged _,
              BitbucketEvent.CommentAdded _,
              BitbucketEvent.RepositoryRenamed _,
              BitbucketEvent.NothingToDecide _ ->
              List.of();
        };
    return new Occasion(cause, via, webhook.getEventKey(), event.repository(), refs, now);
  }

  private static byte[] bytes(ByteBuffer body) {
    byte[] bytes = new byte[body.remaining()];
    body.duplicate().get(bytes);
    return bytes;
  }
}
