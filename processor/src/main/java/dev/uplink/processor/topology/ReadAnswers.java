package dev.uplink.processor.topology;

import dev.uplink.processor.decide.Catalogue;
import dev.uplink.processor.memory.LookupBook;
import dev.uplink.processor.memory.Memory;
import dev.uplink.processor.memory.Retention;
import dev.uplink.processor.metrics.Meters;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.LookupResult;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.streams.DeadLetters;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Bitbucket's answers in; the decisions out that waited for them. One that comes twice is one. */
final class ReadAnswers {
  private final Memory memory;
  private final LookupBook lookups;
  private final Deliberation deliberation;
  private final Exits exits;

  ReadAnswers(
      ProcessorContext<String, SpecificRecord> context,
      Retention retention,
      Catalogue catalogue,
      DeadLetters deadLetters,
      Meters meters) {
    memory = new Memory(context, retention);
    lookups = new LookupBook(context);
    deliberation = new Deliberation(context, memory, catalogue, deadLetters, meters);
    exits = new Exits(context, deadLetters, meters);
    context.schedule(
        Deliberation.TURN_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> deliberation.goOn());
  }

  void process(Record<String, Received<LookupResult>> record) {
    memory.leaveMark(Instant.ofEpochMilli(record.timestamp()));
    deliberation.leaveMark();
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
        deliberation.decideWhatIsReady(repository);
      }
    }
  }

  /** An answer does not name its account beside the key. */
  private static String account(String key) {
    int slash = key == null ? -1 : key.indexOf('/');
    return slash < 0 ? "" : key.substring(0, slash);
  }
}
