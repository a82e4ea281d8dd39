package dev.uplink.processor.topology;

import dev.uplink.processor.memory.LookupStore;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.LookupResult;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.streams.Received;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Bitbucket's answers in; the decisions out that waited for them. One that comes twice is one. */
final class ReadAnswers {
  private final LookupStore lookups;
  private final RepositoryEventQueue queue;
  private final Exits exits;

  ReadAnswers(
      ProcessorContext<String, SpecificRecord> context, RepositoryEventQueue queue, Exits exits) {
    this.queue = queue;
    this.exits = exits;
    lookups = new LookupStore(context);
  }

  void process(Record<String, @Nullable Received<LookupResult>> record) {
    if (record.value() == null) {
      exits.giveUp(
          record, null, DeadLetterReason.UNEXPECTED_TOMBSTONE, "an answer has a value", null);
      return;
    }
    LookupResult result = record.value().value();
    Admission admission =
        Admission.of(record.key(), result.getRepositoryKey(), account(record.key()), null);
    switch (admission) {
      case Admission.Refused(DeadLetterReason reason, String message) ->
          exits.giveUp(record, null, reason, message, record.value());
      case Admission.Admitted(RepositoryKey repository) -> {
        lookups.answered(result);
        queue.decideWhatIsReady(repository);
      }
    }
  }

  /** An answer does not name its account beside the key. */
  private static String account(String key) {
    int slash = key == null ? -1 : key.indexOf('/');
    return slash < 0 ? "" : key.substring(0, slash);
  }
}
