package dev.uplink.processor.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.uplink.processor.decide.KnownRun;
import java.time.Instant;
import java.util.SortedSet;
import java.util.function.Function;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What one task has read or written of its rows last, so that it need not be looked for: RocksDB
 * finds a row of a known key at once, but a search goes over all that was deleted nearby. A store,
 * because that is what the nodes of a task have in common; nothing of it is written anywhere.
 */
final class RowCache implements StateStore {
  static final String NAME = "at-hand";

  /** Sets and their members together: about a megabyte for a task, as are the runs. */
  private static final int MOST_MEMBERS = 5_000;

  private static final int MOST_RUNS = 2_500;

  private final Cache<String, SortedSet<String>> sets;
  private final Cache<String, Remembered> runs;
  private boolean open;

  /**
   * @param mostMembers of all sets, each of which counts as one more
   */
  RowCache(int mostMembers, int mostRuns) {
    sets =
        Caffeine.newBuilder()
            .maximumWeight(mostMembers)
            .weigher((String key, SortedSet<String> members) -> 1 + members.size())
            .executor(Runnable::run)
            .build();
    runs = Caffeine.newBuilder().maximumSize(mostRuns).executor(Runnable::run).build();
  }

  RowCache() {
    this(MOST_MEMBERS, MOST_RUNS);
  }

  /**
   * A run that counts.
   *
   * @param at when that was written down, which is a part of its row's key
   */
  record Remembered(KnownRun run, Instant at) {}

  static StoreBuilder<RowCache> store() {
    return new RowCacheBuilder(NAME);
  }

  static RowCache of(Function<String, StateStore> stores) {
    return (RowCache) stores.apply(NAME);
  }

  /**
   * To be called before the first row is read: Kafka Streams keeps a task's stores open while it is
   * a standby, and what others wrote meanwhile comes to the rows alone.
   */
  void beginAnew() {
    sets.invalidateAll();
    runs.invalidateAll();
  }

  /** To be changed only with {@link #keepMembers}; null for those that are not at hand. */
  @Nullable SortedSet<String> members(String key) {
    return sets.getIfPresent(key);
  }

  /** To be called after each change, too: the number of members bounds the memory. */
  void keepMembers(String key, SortedSet<String> members) {
    sets.put(key, members);
  }

  void forgetMembers(String key) {
    sets.invalidate(key);
  }

  @Nullable Remembered run(String key) {
    return runs.getIfPresent(key);
  }

  void keepRun(String key, Remembered run) {
    runs.put(key, run);
  }

  void forgetRun(String key) {
    runs.invalidate(key);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    context.register(root, (key, value) -> {});
    open = true;
  }

  @Override
  public void close() {
    beginAnew();
    open = false;
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }
}
