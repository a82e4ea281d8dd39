package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.RunEvent;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.streams.Received;
import java.util.List;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Takes a decision apart into its started runs, and the commits at which there is nothing to run or
 * which were seen again, keyed by their group. One small record a run: a decision may have 5,000,
 * and neither a row nor a repartitioned record may grow with them.
 */
final class ReadDecision extends ContextualProcessor<byte[], Received<Decision>, String, Step> {
  static final String NAME = "read-decision";

  @Override
  public void process(Record<byte[], Received<Decision>> record) {
    Source source = new Source(context(), record, NAME);
    if (record.value() == null) {
      context().forward(source.giveUp(DeadLetterReason.UNEXPECTED_TOMBSTONE, "no value"));
      return;
    }
    List<RunEvent> events;
    try {
      events = DecisionReader.events(record.value().value());
    } catch (IllegalArgumentException e) {
      context().forward(source.giveUp(DeadLetterReason.INVALID_RECORD, e.getMessage()));
      return;
    }
    for (RunEvent event : events) {
      context().forward(record.withKey(event.group()).withValue(new Step.Happened(event)));
    }
  }
}
