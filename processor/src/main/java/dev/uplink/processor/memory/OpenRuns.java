package dev.uplink.processor.memory;

import dev.uplink.processor.storage.StoreSuppliers;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.id.RunId;
import dev.uplink.schemas.serde.StoreSerde;
import dev.uplink.schemas.topic.Topics;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** Runs that were started and have not ended, by the command that started them. */
public final class OpenRuns {
  private static final String NAME = "runs-open";

  /** The id of no run. */
  private static final String MARK = "";

  private final KeyValueStore<String, RunCommand> starts;

  OpenRuns(ProcessorContext<?, ?> context) {
    starts = context.getStateStore(NAME);
  }

  static StoreBuilder<?> store(StoreSuppliers suppliers) {
    return Stores.keyValueStoreBuilder(
        suppliers.keyValue(NAME), Serdes.String(), StoreSerde.of(Topics.RUN_COMMANDS));
  }

  /** For the same reason as {@link Memory#leaveMark}; a deletion counts as a write. */
  void leaveMark() {
    starts.delete(MARK);
  }

  void add(RunCommand start) {
    starts.put(start.getRunId(), start);
  }

  Optional<RunCommand> find(RunId run) {
    return Optional.ofNullable(starts.get(run.value()));
  }

  /** The command that started it; empty when it has ended before. */
  Optional<RunCommand> remove(RunId run) {
    return Optional.ofNullable(starts.delete(run.value()));
  }

  /** In the order of their ids, from the first when it is null; to be closed. */
  public KeyValueIterator<String, RunCommand> from(@Nullable String runId) {
    return starts.range(runId, null);
  }

  /** The one whose event started the run. */
  public static RepositoryKey repository(RunCommand start) {
    return new RepositoryKey(
        new AccountId(start.getAccountId()),
        BitbucketProduct.of(start.getProvider()),
        start.getNamespace(),
        start.getRepository());
  }
}
