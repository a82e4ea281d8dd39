package dev.uplink.processor.topology;

import dev.uplink.processor.memory.ExpiringIndex;
import dev.uplink.processor.storage.StoreSuppliers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Which repository a group of runs is, and the ends of runs whose group is not known yet: the two
 * come different ways.
 */
final class Groups {
  private static final String REPOSITORIES = "run-groups";
  private static final String WAITING = "ends-waiting";

  private static final Duration ENDS_KEPT = Duration.ofDays(1);

  /** Of one group; the oldest go first. What a scheduler makes up must not grow for ever. */
  private static final int MOST_WAITING = 1_000;

  private static final String SEPARATOR = "\n";

  private final KeyValueStore<String, String> repositories;
  private final ExpiringIndex<String> waiting;
  private boolean marked;

  Groups(ProcessorContext<?, ?> context) {
    repositories = context.getStateStore(REPOSITORIES);
    waiting = new ExpiringIndex<>(context.getStateStore(WAITING), ENDS_KEPT);
  }

  static Set<StoreBuilder<?>> stores(StoreSuppliers suppliers) {
    return new LinkedHashSet<>(
        List.of(
            Stores.keyValueStoreBuilder(
                suppliers.keyValue(REPOSITORIES), Serdes.String(), Serdes.String()),
            ExpiringIndex.ofTexts(suppliers.expiring(WAITING, ENDS_KEPT))));
  }

  /**
   * For the same reason as {@link dev.uplink.processor.memory.Memory#leaveMark}; a deletion counts
   * as a write.
   */
  void leaveMark(Instant now) {
    if (!marked) {
      repositories.delete("");
      waiting.remember("", "", now);
      marked = true;
    }
  }

  /**
   * Which repository a group is.
   *
   * @return the ends that have waited for this, by repository, each as {@link RunEnd#text}
   */
  List<KeyValue<String, String>> learn(String group, String repository, Instant now) {
    repositories.put(group, repository);
    List<String> ends = waiting(group, now);
    if (!ends.isEmpty()) {
      waiting.forget(group, now);
    }
    return ends.stream().map(end -> KeyValue.pair(repository, end)).toList();
  }

  /**
   * That a run has ended.
   *
   * @return the same, by repository; empty while that is not known
   */
  List<KeyValue<String, String>> route(String group, String end, Instant now) {
    @Nullable String repository = repositories.get(group);
    if (repository != null) {
      return List.of(KeyValue.pair(repository, end));
    }
    SequencedSet<String> ends = new LinkedHashSet<>(waiting(group, now));
    ends.add(end);
    if (ends.size() > MOST_WAITING) {
      ends.removeFirst();
    }
    waiting.replace(group, String.join(SEPARATOR, ends), now);
    return List.of();
  }

  private List<String> waiting(String group, Instant now) {
    return waiting
        .find(group, now)
        .map(ends -> List.of(ends.split(SEPARATOR, -1)))
        .orElse(List.of());
  }
}
