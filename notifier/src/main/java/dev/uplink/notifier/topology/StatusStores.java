package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.Board;
import dev.uplink.notifier.aggregate.Run;
import dev.uplink.notifier.aggregate.StopOrder;
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
 * @param boards commits, by the place's key
 * @param claims the integration that claimed a commit first, by the place's claim
 * @param runs by run id; those that a newer run replaced stay until their board goes
 * @param latest id of the run that counts, by board, target and type
 * @param statuses what was last posted, by its record's key
 * @param waits reports on runs not known yet, by run id and origin
 * @param waitEnds keys of the waits, by time and key
 * @param silences ids of the runs that more has to be heard of, by when to look and id
 * @param earlyStops orders for runs not known yet, by run id
 */
record StatusStores(
    KeyValueStore<String, Board> boards,
    KeyValueStore<String, String> claims,
    KeyValueStore<String, Run> runs,
    KeyValueStore<String, String> latest,
    KeyValueStore<String, PostedStatus> statuses,
    KeyValueStore<String, Wait> waits,
    KeyValueStore<String, String> waitEnds,
    KeyValueStore<String, String> silences,
    KeyValueStore<String, StopOrder> earlyStops) {
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
        context.getStateStore(BOARDS),
        context.getStateStore(CLAIMS),
        context.getStateStore(RUNS),
        context.getStateStore(LATEST),
        context.getStateStore(STATUSES),
        context.getStateStore(WAITS),
        context.getStateStore(WAIT_ENDS),
        context.getStateStore(SILENCES),
        context.getStateStore(EARLY_STOPS));
  }

  /**
   * @param kind makes a store of a name; RocksDB in production, memory where a test wants speed
   */
  static Set<StoreBuilder<?>> builders(Function<String, KeyValueBytesStoreSupplier> kind) {
    return new LinkedHashSet<>(
        List.of(
            store(kind.apply(BOARDS), Rows.boards()),
            store(kind.apply(CLAIMS), Serdes.String()),
            store(kind.apply(RUNS), Rows.runs()),
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
