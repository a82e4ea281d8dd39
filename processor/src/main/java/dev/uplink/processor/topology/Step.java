package dev.uplink.processor.topology;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Lets a step be constructed whole, although Kafka Streams hands out its context only later. */
final class Step<T> implements Processor<String, T, String, SpecificRecord> {
  private final Function<ProcessorContext<String, SpecificRecord>, Consumer<Record<String, T>>>
      construct;
  private @Nullable Consumer<Record<String, T>> step;

  Step(Function<ProcessorContext<String, SpecificRecord>, Consumer<Record<String, T>>> construct) {
    this.construct = construct;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> context) {
    step = construct.apply(context);
  }

  @Override
  public void process(Record<String, T> record) {
    Objects.requireNonNull(step).accept(record);
  }
}
