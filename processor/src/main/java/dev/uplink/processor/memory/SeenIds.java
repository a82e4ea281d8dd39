package dev.uplink.processor.memory;

import dev.uplink.processor.storage.StoreSuppliers;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Ids that were seen, for the time of retention and at most half of it longer, by the records'
 * time. Each is filed under the beginning of its period: almost every id that is looked for is new,
 * and to learn this at two or three moments costs a fraction of a search in all segments of the
 * store.
 */
final class SeenIds {
  private static final int PERIODS = 2;

  /** After a change of leader the broker's clock may stand a little back. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  private final WindowStore<String, String> ids;
  private final Duration retention;
  private final long period;

  /**
   * @param retention how long an id is remembered at least
   */
  SeenIds(WindowStore<String, String> ids, Duration retention) {
    this.ids = ids;
    this.retention = retention;
    this.period = period(retention);
  }

  static StoreBuilder<WindowStore<String, String>> store(
      StoreSuppliers suppliers, String name, Duration retention) {
    return ExpiringIndex.ofTexts(suppliers.expiring(name, retention.plusMillis(period(retention))));
  }

  boolean contains(String id, Instant now) {
    long first = beginning(now.minus(retention));
    for (long begun = beginning(now.plus(CLOCKS_DIFFER)); begun >= first; begun -= period) {
      if (ids.fetch(id, begun) != null) {
        return true;
      }
    }
    return false;
  }

  void add(String id, Instant now) {
    ids.put(id, "", beginning(now));
  }

  private long beginning(Instant now) {
    return Math.floorDiv(now.toEpochMilli(), period) * period;
  }

  private static long period(Duration retention) {
    return Math.ceilDiv(retention.toMillis(), PERIODS);
  }
}
