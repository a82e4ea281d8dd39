package dev.uplink.processor.topology;

import dev.uplink.processor.decide.Outcome;
import dev.uplink.processor.decide.RunKey;
import dev.uplink.processor.storage.StoreSuppliers;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.id.RunId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** What one partition remembers of its repositories. */
final class Memory {
  private static final String DELIVERIES = "deliveries-seen";
  // Apart from deliveries: triggers bear a producer's time, and a clock that runs ahead would
  // expire them all.
  private static final String TRIGGERS = "triggers-seen";
  private static final String RUNS = "runs-started";
  private static final String HEADS = "branch-heads";
  private static final String HISTORY = "branch-history";

  /** No key of anything that is remembered. */
  private static final String MARK = "";

  private final ExpiringIndex deliveries;
  private final ExpiringIndex triggers;
  private final ExpiringIndex runs;
  private final Branches branches;
  private boolean marked;

  Memory(ProcessorContext<?, ?> context, Retention retention) {
    deliveries = new ExpiringIndex(context.getStateStore(DELIVERIES), retention.deliveries());
    triggers = new ExpiringIndex(context.getStateStore(TRIGGERS), retention.deliveries());
    runs = new ExpiringIndex(context.getStateStore(RUNS), retention.runs());
    branches = new Branches(context.getStateStore(HEADS), context.getStateStore(HISTORY));
  }

  static List<StoreBuilder<?>> stores(StoreSuppliers suppliers, Retention retention) {
    return List.of(
        ExpiringIndex.builder(suppliers.expiring(DELIVERIES, retention.deliveries())),
        ExpiringIndex.builder(suppliers.expiring(TRIGGERS, retention.deliveries())),
        ExpiringIndex.builder(suppliers.expiring(RUNS, retention.runs())),
        texts(suppliers.keyValue(HEADS)),
        texts(suppliers.keyValue(HISTORY)));
  }

  /**
   * Writes a row nobody asks for into each store, once after each start. A store that was never
   * written to has no checkpoint, and with exactly-once Kafka Streams 4.3.1 takes that for a crash:
   * it would throw away all stores of the partition at every restart, and restore them.
   */
  void leaveMark(Instant now) {
    if (!marked) {
      List.of(deliveries, triggers, runs).forEach(index -> index.remember(MARK, "", now));
      branches.remember(MARK);
      marked = true;
    }
  }

  Branches branches() {
    return branches;
  }

  boolean hasSeenDelivery(String deliveryId, Instant now) {
    return deliveries.find(deliveryId, now).isPresent();
  }

  void sawDelivery(String deliveryId, Instant now) {
    deliveries.remember(deliveryId, "", now);
  }

  boolean hasSeenTrigger(String triggerId, Instant now) {
    return triggers.find(triggerId, now).isPresent();
  }

  void sawTrigger(String triggerId, Instant now) {
    triggers.remember(triggerId, "", now);
  }

  Map<RunKey, RunId> runs(RepositoryKey repository, Collection<RunKey> keys, Instant now) {
    Map<RunKey, RunId> known = new HashMap<>();
    for (RunKey key : keys) {
      runs.find(text(repository, key), now).ifPresent(id -> known.put(key, new RunId(id)));
    }
    return known;
  }

  void started(RepositoryKey repository, List<Outcome> outcomes, Instant now) {
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Started started) {
        runs.remember(text(repository, started.run().key()), started.run().id().value(), now);
      }
    }
  }

  /** With the repository: a target that moves to another one starts afresh there. */
  private static String text(RepositoryKey repository, RunKey key) {
    return repository + "/" + key.targetId() + "/" + key.type() + "/" + key.commit();
  }

  private static StoreBuilder<KeyValueStore<String, String>> texts(
      KeyValueBytesStoreSupplier supplier) {
    return Stores.keyValueStoreBuilder(supplier, Serdes.String(), Serdes.String());
  }
}
