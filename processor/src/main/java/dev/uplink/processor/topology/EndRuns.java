package dev.uplink.processor.topology;

import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Forgets the runs that ended by themselves. The record's value is the run's id. */
final class EndRuns implements Processor<String, String, Void, Void> {
  private @Nullable ProcessorContext<Void, Void> context;
  private @Nullable OpenRuns runs;

  @Override
  public void init(ProcessorContext<Void, Void> taskContext) {
    context = taskContext;
    runs = new OpenRuns(taskContext);
  }

  @Override
  public void process(Record<String, String> record) {
    Instant now = Instant.ofEpochMilli(Objects.requireNonNull(context).currentStreamTimeMs());
    OpenRuns open = Objects.requireNonNull(runs);
    open.leaveMark(now);
    open.end(record.value(), now);
  }
}
