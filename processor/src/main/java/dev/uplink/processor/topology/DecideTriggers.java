package dev.uplink.processor.topology;

import dev.uplink.processor.decide.Attachments;
import dev.uplink.processor.decide.Candidate;
import dev.uplink.processor.decide.Catalogue;
import dev.uplink.processor.decide.Integration;
import dev.uplink.processor.decide.Outcome;
import dev.uplink.processor.decide.Ref;
import dev.uplink.processor.decide.Subject;
import dev.uplink.processor.decide.Target;
import dev.uplink.processor.decide.Trigger;
import dev.uplink.processor.decide.TriggerDecider;
import dev.uplink.processor.decide.Verdict;
import dev.uplink.processor.event.RepositoryName;
import dev.uplink.processor.memory.Memory;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.TriggerRequest;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.streams.Received;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * One trigger in, one decision or one dead letter out; nothing for one that comes again. It does
 * not wait behind events that wait for Bitbucket: a person is waiting for it.
 */
final class DecideTriggers {
  private static final String EVENT_KEY = "uplink:trigger";

  private final Memory memory;
  private final Catalogue catalogue;
  private final Attachments attachments;
  private final Exits exits;

  DecideTriggers(Memory memory, Catalogue catalogue, Exits exits) {
    this.memory = memory;
    this.catalogue = catalogue;
    this.exits = exits;
    attachments = new Attachments(catalogue);
  }

  void process(Record<String, @Nullable Received<TriggerRequest>> record) {
    Instant now = Instant.ofEpochMilli(record.timestamp());
    if (record.value() == null) {
      exits.giveUp(
          record, null, DeadLetterReason.UNEXPECTED_TOMBSTONE, "a trigger has a value", null);
      return;
    }
    TriggerRequest request = record.value().value();
    String id = request.getTriggerId();
    if (memory.hasSeenTrigger(id, now)) {
      exits.repeat(record, id);
      return;
    }
    // First of all: however this one ends, it ends once.
    memory.sawTrigger(id, now);
    switch (admit(record.key(), request)) {
      case Admission.Refused(DeadLetterReason reason, String message) ->
          exits.giveUp(record, id, reason, message, record.value());
      case Admission.Admitted(RepositoryKey repository) -> read(record, repository, now);
    }
  }

  private static Admission admit(String key, TriggerRequest request) {
    return Admission.of(key, request.getRepositoryKey(), request.getAccountId(), null);
  }

  private void read(
      Record<String, Received<TriggerRequest>> record, RepositoryKey repository, Instant now) {
    TriggerRequest request = record.value().value();
    Trigger trigger;
    try {
      trigger = TriggerMapper.trigger(repository, request);
    } catch (IllegalArgumentException e) {
      exits.giveUp(
          record,
          request.getTriggerId(),
          DeadLetterReason.INVALID_RECORD,
          String.valueOf(e.getMessage()),
          record.value());
      return;
    }
    decide(record, trigger, now);
  }

  /** The head is that of the tracked branch as of now, whatever it was when the wish was made. */
  private void decide(
      Record<String, Received<TriggerRequest>> record, Trigger trigger, Instant now) {
    RepositoryKey repository = trigger.cause().repository();
    @Nullable Target target =
        catalogue.target(repository, trigger.target().kind(), trigger.target().id()).orElse(null);
    @Nullable Candidate candidate = target == null ? null : attachments.candidate(target);
    @Nullable CommitSha head =
        target == null
            ? null
            : memory.head(repository, Ref.branch(target.source().branch())).orElse(null);
    Verdict verdict = TriggerDecider.decide(trigger, candidate, head);
    String triggeredBy = record.value().value().getTriggeredBy();
    Occasion occasion = occasion(trigger, target, triggeredBy, verdict, now);
    Results results = Results.of(occasion, verdict, run -> Optional.empty());
    Optional<String> misfit = SizeCheck.misfit(record, results);
    if (misfit.isPresent()) {
      exits.giveUp(
          record,
          trigger.cause().id(),
          DeadLetterReason.RECORD_TOO_LARGE,
          misfit.get(),
          record.value());
      return;
    }
    memory.keep(results.commands());
    exits.decide(record, results);
  }

  /** A trigger has no integration of its own: it is told as if it came by the target's. */
  private Occasion occasion(
      Trigger trigger, @Nullable Target target, String triggeredBy, Verdict verdict, Instant now) {
    Optional<Integration> integration =
        Optional.ofNullable(target).flatMap(attachments::integration);
    Occasion.Via via =
        new Occasion.Via(
            integration.map(Integration::id).orElse(""),
            integration.orElse(null),
            null,
            triggeredBy);
    RepositoryKey repository = trigger.cause().repository();
    RepositoryName name =
        target == null
            ? new RepositoryName(repository.namespace(), repository.repository())
            : target.source().repository();
    return new Occasion(trigger.cause(), via, EVENT_KEY, name, subjects(verdict), List.of(), now);
  }

  private static List<Subject> subjects(Verdict verdict) {
    return verdict.outcomes().stream()
        .map(Outcome::subject)
        .flatMap(subject -> Optional.ofNullable(subject).stream())
        .toList();
  }
}
