package dev.uplink.processor.topology;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Sends the end of a run to its repository. */
final class RouteEnds implements Processor<String, String, String, String> {
  private @Nullable ProcessorContext<String, String> context;
  private @Nullable Groups groups;

  @Override
  public void init(ProcessorContext<String, String> taskContext) {
    context = taskContext;
    groups = new Groups(taskContext);
  }

  @Override
  public void process(Record<String, String> record) {
    ProcessorContext<String, String> task = Objects.requireNonNull(context);
    Groups known = Objects.requireNonNull(groups);
    Instant now = Instant.ofEpochMilli(task.currentStreamTimeMs());
    known.leaveMark(now);
    Optional<String> repository = known.repository(record.key());
    if (repository.isPresent()) {
      task.forward(record.withKey(repository.get()));
    } else {
      known.await(record.key(), record.value(), now);
    }
  }
}
