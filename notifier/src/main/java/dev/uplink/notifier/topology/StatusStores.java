package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.Run;
import dev.uplink.notifier.aggregate.StopOrder;
import dev.uplink.notifier.store.KeptBoard;
import dev.uplink.notifier.store.PostedStatus;
import dev.uplink.notifier.store.Rows;
import dev.uplink.notifier.store.Wait;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * What one task remembers. One row each: none holds a list, so the largest decision costs no more a
 * run than the smallest.
 *
 * @param boards commits, with what was posted of their groups, by the place's key
 * @param claims the integration that claimed a commit first, by the place's claim
 * @param runs by run id; those that a newer run replaced stay until their board goes
 * @param latest id of the run that counts, by board, target and type
 * @param statuses what was last posted of targets, by its record's key; of groups only what earlier
 *     versions posted
 * @param waits reports on runs not known yet, by run id and origin
 * @param waitEnds keys of the waits, by time and key
 * @param silentRuns ids of the runs that more has to be heard of, by when to look and id
 * @param earlyStops orders for runs not known yet, by run id
 */
record StatusStores(
    CachedStore<KeptBoard> boards,
    CachedStore<String> claims,
    CachedStore<Run> runs,
    CachedStore<String> latest,
    CachedStore<PostedStatus> statuses,
    KeyValueStore<String, Wait> waits,
    KeyValueStore<String, String> waitEnds,
    CachedStore<String> silentRuns,
    CachedStore<StopOrder> earlyStops) {
  /**
   * Rows of a store that one task has at hand: a few megabytes for a task, where many runs are
   * under way at once.
   */
  private static final int AT_HAND = 1_000;

  private static final String BOARDS = "boards";
  private static final String CLAIMS = "claims";
  private static final String RUNS = "runs";
  private static final String LATEST = "latest-runs";
  private static final String STATUSES = "statuses";
  private static final String WAITS = "waiting-reports";
  private static final String WAIT_ENDS = "ends-of-waits";
  private static final String SILENCES = "silences";
  private static final String EARLY_STOPS = "early-stops";

  static StatusStores of(ProcessorContext<?, ?> context) {
    return new StatusStores(
        new CachedStore<>(context.getStateStore(BOARDS), AT_HAND),
        new CachedStore<>(context.getStateStore(CLAIMS), 0),
        new CachedStore<>(context.getStateStore(RUNS), AT_HAND),
        new CachedStore<>(context.getStateStore(LATEST), AT_HAND),
        new CachedStore<>(context.getStateStore(STATUSES), AT_HAND),
        context.getStateStore(WAITS),
        context.getStateStore(WAIT_ENDS),
        new CachedStore<>(context.getStateStore(SILENCES), 0),
        new CachedStore<>(context.getStateStore(EARLY_STOPS), 0));
  }

  /**
   * @param kind makes a store of a name; RocksDB in production, memory where a test wants speed
   */
  static Set<StoreBuilder<?>> builders(Function<String, KeyValueBytesStoreSupplier> kind) {
    return new LinkedHashSet<>(
        List.of(
            // What changes several times between two transactions is written once: a commit with
            // its runs, and a run that goes through its states.
            store(kind.apply(BOARDS), Rows.boards()).withCachingEnabled(),
            store(kind.apply(CLAIMS), Serdes.String()),
            store(kind.apply(RUNS), Rows.runs()).withCachingEnabled(),
            store(kind.apply(LATEST), Serdes.String()),
            store(kind.apply(STATUSES), Rows.statuses()),
            store(kind.apply(WAITS), Rows.waits()),
            store(kind.apply(WAIT_ENDS), Serdes.String()),
            store(kind.apply(SILENCES), Serdes.String()),
            store(kind.apply(EARLY_STOPS), Rows.stops())));
  }

  private static <V> StoreBuilder<KeyValueStore<String, V>> store(
      KeyValueBytesStoreSupplier supplier, Serde<V> values) {
    return Stores.keyValueStoreBuilder(supplier, Serdes.String(), values);
  }
}
