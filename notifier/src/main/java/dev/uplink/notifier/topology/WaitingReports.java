package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.RunReport;
import dev.uplink.notifier.aggregate.SourceRecord;
import dev.uplink.notifier.store.Wait;
import dev.uplink.schemas.id.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Reports on runs that are not known yet. Each has a row of its own, because each that waits in
 * vain ends as a dead letter; a second row by time finds the oldest without a look at the others.
 */
final class WaitingReports {
  private final KeyValueStore<String, Wait> waits;
  private final KeyValueStore<String, String> ends;

  WaitingReports(StatusStores stores) {
    this.waits = stores.waits();
    this.ends = stores.waitEnds();
  }

  /**
   * @param since when it was read, by the wall clock
   */
  void add(RunReport report, Instant since) {
    Wait wait = new Wait(report, since);
    waits.put(key(wait), wait);
    ends.put(endKey(wait), key(wait));
  }

  List<Wait> of(RunId run) {
    List<Wait> found = new ArrayList<>();
    // The slash is followed by zero in the order of characters.
    try (KeyValueIterator<String, Wait> rows = waits.range(run + "/", run + "0")) {
      rows.forEachRemaining(row -> found.add(row.value));
    }
    return found;
  }

  /** Those that have waited since then or longer, the oldest first. */
  List<Wait> since(Instant start, int atMost) {
    List<Wait> found = new ArrayList<>();
    try (KeyValueIterator<String, String> rows = ends.range(null, TimeKey.of(start) + "0")) {
      while (rows.hasNext() && found.size() < atMost) {
        KeyValue<String, String> row = rows.next();
        @Nullable Wait wait = waits.get(row.value);
        if (wait != null) {
          found.add(wait);
        }
      }
    }
    return found;
  }

  void end(Wait wait) {
    waits.delete(key(wait));
    ends.delete(endKey(wait));
  }

  private static String key(Wait wait) {
    SourceRecord source = wait.report().source();
    return wait.report().run() + "/" + source.partition() + "/" + source.offset();
  }

  private static String endKey(Wait wait) {
    return TimeKey.of(wait.since()) + "/" + key(wait);
  }
}
