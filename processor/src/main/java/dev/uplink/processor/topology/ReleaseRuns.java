package dev.uplink.processor.topology;

import dev.uplink.processor.memory.Memory;
import dev.uplink.processor.memory.Retention;
import dev.uplink.schemas.id.RepositoryKey;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Forgets the runs of a repository that have ended, and frees the keys of some. */
final class ReleaseRuns implements Processor<String, String, Void, Void> {
  /** In these nothing was achieved: the same commit may run again. */
  private static final Set<String> RELEASING = Set.of("STOPPED", "CANCELED", "SKIPPED");

  private final Retention retention;
  private @Nullable Memory memory;

  ReleaseRuns(Retention retention) {
    this.retention = retention;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    memory = new Memory(context, retention);
  }

  @Override
  public void process(Record<String, String> record) {
    Instant at = Instant.ofEpochMilli(record.timestamp());
    Memory known = Objects.requireNonNull(memory);
    known.leaveMark(at);
    RunEnd end = RunEnd.parse(record.value());
    known.ended(RepositoryKey.parse(record.key()), end.run(), RELEASING.contains(end.state()), at);
  }
}
