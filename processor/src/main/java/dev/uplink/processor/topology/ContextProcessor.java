package dev.uplink.processor.topology;

import java.util.Objects;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Lets a step be constructed whole, although Kafka Streams hands out its context only later, and
 * anew whenever the task begins anew.
 */
final class ContextProcessor<T> implements Processor<String, T, String, SpecificRecord> {
  private final Function<ProcessorContext<String, SpecificRecord>, Constructed<T>> construct;
  private @Nullable Constructed<T> processor;

  /** What is constructed when the task begins, and closed when it ends. */
  interface Constructed<T> {
    void process(Record<String, T> record);

    void close();
  }

  ContextProcessor(Function<ProcessorContext<String, SpecificRecord>, Constructed<T>> construct) {
    this.construct = construct;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> context) {
    processor = construct.apply(context);
  }

  @Override
  public void process(Record<String, T> record) {
    Objects.requireNonNull(processor).process(record);
  }

  @Override
  public void close() {
    if (processor != null) {
      processor.close();
    }
  }
}
