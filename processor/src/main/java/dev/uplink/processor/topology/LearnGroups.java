package dev.uplink.processor.topology;

import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Hears which repository a group is, and sends it the ends that were heard of before. */
final class LearnGroups implements Processor<String, String, String, String> {
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
    String repository = record.value();
    for (String end : known.learn(record.key(), repository, now)) {
      task.forward(record.withKey(repository).withValue(end));
    }
  }
}
