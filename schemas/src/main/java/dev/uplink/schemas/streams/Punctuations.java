package dev.uplink.schemas.streams;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * What a node of a topology does now and then, until it is closed. Kafka Streams 4.3.1 ends none of
 * it: a task that failed is initialised anew with the same nodes, and beside the new turns the old
 * ones would go on, with what they remember of stores that others write now.
 */
public final class Punctuations implements AutoCloseable {
  private final ProcessorContext<?, ?> context;
  private final List<Cancellable> scheduled = new ArrayList<>();

  public Punctuations(ProcessorContext<?, ?> context) {
    this.context = context;
  }

  /**
   * @param turn is given the time of the type
   */
  public void every(Duration interval, PunctuationType type, Consumer<Instant> turn) {
    scheduled.add(
        context.schedule(interval, type, time -> turn.accept(Instant.ofEpochMilli(time))));
  }

  /** Takes turns at the same moments of the wall clock in all tasks. */
  public void everyTogether(Duration interval, Consumer<Instant> turn) {
    scheduled.add(
        context.schedule(
            Instant.EPOCH,
            interval,
            PunctuationType.WALL_CLOCK_TIME,
            time -> turn.accept(Instant.ofEpochMilli(time))));
  }

  @Override
  public void close() {
    scheduled.forEach(Cancellable::cancel);
    scheduled.clear();
  }
}
