package dev.uplink.processor.topology;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Does something with what is known of a group, and sends on what comes of it. */
final class AtGroups implements Processor<String, String, String, String> {
  private final Step step;
  private @Nullable ProcessorContext<String, String> context;
  private @Nullable Groups groups;

  AtGroups(Step step) {
    this.step = step;
  }

  /** {@link Groups#learn} or {@link Groups#route}. */
  interface Step {
    List<KeyValue<String, String>> take(Groups groups, String group, String value, Instant now);
  }

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
    for (KeyValue<String, String> next : step.take(known, record.key(), record.value(), now)) {
      task.forward(record.withKey(next.key).withValue(next.value));
    }
  }
}
