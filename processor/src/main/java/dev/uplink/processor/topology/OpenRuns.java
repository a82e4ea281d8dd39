package dev.uplink.processor.topology;

import dev.uplink.processor.memory.ExpiringIndex;
import dev.uplink.processor.storage.StoreSuppliers;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.serde.StoreSerde;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** Runs that were started and have not ended, by the command that started them. */
final class OpenRuns {
  private static final String OPEN = "open-runs";
  private static final String ENDED = "runs-ended";

  /**
   * How long the end of a run that is not known yet is remembered: its start comes another way, and
   * may be read after it.
   */
  private static final Duration ENDS_KEPT = Duration.ofDays(1);

  /** The id of no run. */
  private static final String MARK = "";

  private final KeyValueStore<String, RunCommand> open;
  private final ExpiringIndex<String> ended;
  private boolean marked;

  OpenRuns(ProcessorContext<?, ?> context) {
    open = context.getStateStore(OPEN);
    ended = new ExpiringIndex<>(context.getStateStore(ENDED), ENDS_KEPT);
  }

  static Set<StoreBuilder<?>> stores(StoreSuppliers suppliers) {
    return new LinkedHashSet<>(
        List.of(
            Stores.keyValueStoreBuilder(
                suppliers.keyValue(OPEN), Serdes.String(), new StoreSerde<>(RunCommand.class)),
            ExpiringIndex.ofTexts(suppliers.expiring(ENDED, ENDS_KEPT))));
  }

  /**
   * For the same reason as {@link dev.uplink.processor.memory.Memory#leaveMark}; a deletion counts
   * as a write.
   */
  void leaveMark(Instant now) {
    if (!marked) {
      open.delete(MARK);
      ended.remember(MARK, "", now);
      marked = true;
    }
  }

  /** The state in which the run ended before its start was heard of. */
  Optional<String> end(String runId, Instant now) {
    return ended.find(runId, now);
  }

  void add(RunCommand start) {
    open.put(start.getRunId(), start);
  }

  /** It ended by itself. The command that started it; empty when that is not known yet. */
  Optional<RunCommand> ended(String runId, String state, Instant now) {
    Optional<RunCommand> start = Optional.ofNullable(open.delete(runId));
    if (start.isEmpty()) {
      ended.remember(runId, state, now);
    }
    return start;
  }

  void remove(String runId) {
    open.delete(runId);
  }

  /** In the order of their ids, from the first when it is null; to be closed. */
  KeyValueIterator<String, RunCommand> from(@Nullable String runId) {
    return open.range(runId, null);
  }
}
