package dev.uplink.notifier.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * Drops commits that nothing has happened to for long, and then all rows that belong to them. Each
 * turn looks at a bounded number of rows and the next goes on behind it: a stream thread that scans
 * a whole store would hold up every record meanwhile.
 */
final class Sweep {
  /** An hour more, because the last change may have been as much later than was noted. */
  private static final Duration KEPT = Duration.ofDays(30).plus(StatusBook.CHANGES_NOTED_EVERY);

  /** The run of an order that came too early is not known after so long: it never will be. */
  private static final Duration EARLY_STOPS_KEPT = Duration.ofDays(1);

  private static final int ROWS_A_TURN = 1_000;

  private final StatusStores stores;
  private final Turn boards = new Turn();
  private final Turn claims = new Turn();
  private final Turn runs = new Turn();
  private final Turn latest = new Turn();
  private final Turn statuses = new Turn();
  private final Turn earlyStops = new Turn();

  Sweep(StatusStores stores) {
    this.stores = stores;
  }

  /** Keys of the rows of commits' pages that are gone with their commits. */
  List<String> dropOld(Instant now) {
    boards.drop(stores.boards(), (key, kept) -> kept.board().changedAt().plus(KEPT).isBefore(now));
    runs.drop(stores.runs(), (key, run) -> isGone(run.board()));
    List<String> rows = latest.drop(stores.latest(), (key, run) -> isGone(boardOf(key)));
    statuses.drop(stores.statuses(), (key, status) -> isGone(boardOf(key)));
    earlyStops.drop(
        stores.earlyStops(), (run, order) -> order.at().plus(EARLY_STOPS_KEPT).isBefore(now));
    claims.drop(stores.claims(), (claim, integration) -> isGone(integration + "/" + claim));
    return rows;
  }

  private boolean isGone(String board) {
    return !stores.boards().has(board);
  }

  /** The six segments {integration}/{account}/{product}/{namespace}/{repository}/{sha}. */
  private static String boardOf(String key) {
    int end = -1;
    for (int segment = 0; segment < 6; segment++) {
      end = key.indexOf('/', end + 1);
    }
    return key.substring(0, end);
  }

  /** How far the sweep of one store has come; a restarted task begins anew. */
  private static final class Turn {
    private @Nullable String from;

    <V> List<String> drop(CachedStore<V> store, BiPredicate<String, V> isOld) {
      List<String> old = new ArrayList<>();
      int seen = 0;
      try (KeyValueIterator<String, V> rows = store.range(from, null)) {
        from = null;
        while (rows.hasNext()) {
          KeyValue<String, V> row = rows.next();
          if (seen++ == ROWS_A_TURN) {
            from = row.key;
            break;
          }
          if (isOld.test(row.key, row.value)) {
            old.add(row.key);
          }
        }
      }
      old.forEach(store::delete);
      return old;
    }
  }
}
