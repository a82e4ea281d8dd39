package dev.uplink.processor.topology;

import dev.uplink.processor.catalogue.Changes;
import dev.uplink.processor.decide.Catalogue;
import dev.uplink.processor.memory.Memory;
import dev.uplink.processor.memory.Retention;
import dev.uplink.processor.metrics.Meters;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.streams.Punctuations;
import dev.uplink.schemas.trace.Tracing;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Whatever arrives at a partition is decided by one and the same node: what that knows beside its
 * stores, like who waits, nobody else changes.
 */
final class DecideArrivals implements ContextProcessor.Constructed<Arrival> {
  private static final Duration LOOK_FOR_LONG_WAITS_EVERY = Duration.ofSeconds(1);
  private static final Duration FORGET_EVERY = Duration.ofMinutes(1);

  private final Memory memory;
  private final RepositoryEventQueue queue;
  private final DecideWebhooks webhooks;
  private final DecideTriggers triggers;
  private final ReadAnswers answers;
  private final Punctuations turns;

  /** The brokers' own time, as far as it was read since the start. */
  private Instant latest = Instant.EPOCH;

  DecideArrivals(
      ProcessorContext<String, SpecificRecord> context,
      Retention retention,
      Catalogue catalogue,
      Changes changes,
      DeadLetters deadLetters,
      Meters meters,
      Tracing tracing) {
    memory = new Memory(context, retention);
    Exits exits = new Exits(context, deadLetters, meters, new DecisionTrace(tracing));
    queue = new RepositoryEventQueue(context, memory, catalogue, exits, meters);
    webhooks = new DecideWebhooks(context, memory, queue, exits);
    triggers = new DecideTriggers(memory, catalogue, exits);
    answers = new ReadAnswers(context, queue, exits);
    turns = new Punctuations(context);
    turns.every(
        LOOK_FOR_LONG_WAITS_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> queue.endWaits());
    turns.every(
        RepositoryEventQueue.TURN_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> queue.goOn());
    turns.every(FORGET_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> memory.forgetOld(latest));
    AbandonedRuns abandoned =
        new AbandonedRuns(context, memory, catalogue, changes, retention.runs(), exits, meters);
    // At the same moment in all tasks: each turn is followed by a commit, which they then share.
    turns.everyTogether(AbandonedRuns.LOOK_EVERY, abandoned::lookIfDue);
  }

  @Override
  public void process(Record<String, Arrival> record) {
    Instant now = Instant.ofEpochMilli(record.timestamp());
    memory.leaveMark(now);
    queue.leaveMark();
    switch (record.value()) {
      case Arrival.Webhook(var received) -> {
        // Only these bear a broker's time; other clocks may be ahead.
        latest = now.isAfter(latest) ? now : latest;
        webhooks.process(record.withValue(received));
      }
      case Arrival.Trigger(var received) -> triggers.process(record.withValue(received));
      case Arrival.Answer(var received) -> answers.process(record.withValue(received));
    }
  }

  @Override
  public void close() {
    turns.close();
  }
}
