package dev.uplink.processor.topology;

import dev.uplink.processor.memory.OpenRuns;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.id.RunId;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Says which repository a group of runs is, with the first run that a repository starts after each
 * start of its task: once would do, if nobody ever lost what was heard.
 */
final class AnnounceGroups implements Processor<String, RunCommand, String, String> {
  /** Beyond it all are said again. */
  private static final int MOST_REMEMBERED = 10_000;

  private final Set<String> said = new HashSet<>();
  private @Nullable ProcessorContext<String, String> context;

  @Override
  public void init(ProcessorContext<String, String> taskContext) {
    context = taskContext;
    said.clear();
  }

  @Override
  public void process(Record<String, RunCommand> record) {
    RunCommand command = record.value();
    if (command.getAction() != RunAction.START) {
      return;
    }
    String group = new RunId(command.getRunId()).group();
    if (said.size() == MOST_REMEMBERED) {
      said.clear();
    }
    if (said.add(group)) {
      String repository = OpenRuns.repository(command).toString();
      Objects.requireNonNull(context).forward(record.withKey(group).withValue(repository));
    }
  }
}
