package dev.uplink.processor.topology;

import dev.uplink.schemas.avro.RunCommand;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Forgets the runs that ended by themselves, and tells their repositories ({@link Endings}). */
final class EndRuns implements Processor<String, String, String, RunCommand> {
  private @Nullable ProcessorContext<String, RunCommand> context;
  private @Nullable OpenRuns runs;

  @Override
  public void init(ProcessorContext<String, RunCommand> taskContext) {
    context = taskContext;
    runs = new OpenRuns(taskContext);
  }

  @Override
  public void process(Record<String, String> record) {
    ProcessorContext<String, RunCommand> task = Objects.requireNonNull(context);
    Instant now = Instant.ofEpochMilli(task.currentStreamTimeMs());
    OpenRuns open = Objects.requireNonNull(runs);
    open.leaveMark(now);
    RunEnd end = RunEnd.parse(record.value());
    open.ended(end.run().value(), end.state(), now)
        .ifPresent(start -> task.forward(record.withValue(Endings.of(start, end.state()))));
  }
}
