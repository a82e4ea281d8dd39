package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.Run;
import dev.uplink.notifier.aggregate.Silence;
import dev.uplink.notifier.aggregate.SilenceLimits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * Runs that more has to be heard of. Each has one row, under the time when to look at it again, so
 * that nobody has to look at all of them.
 */
final class SilentRuns {
  private final CachedStore<String> looks;
  private final SilenceLimits limits;
  private final InstantSource wall;

  /**
   * @param wall our clock, by which words are read
   */
  SilentRuns(StatusStores stores, SilenceLimits limits, InstantSource wall) {
    this.looks = stores.silentRuns();
    this.limits = limits;
    this.wall = wall;
  }

  /** The run, of which a word was read just now. */
  Run heard(Run run) {
    return run.heard(wall.instant(), limits);
  }

  /**
   * @param before null for a run that is new
   */
  void follow(@Nullable Run before, Run after, Draft draft) {
    @Nullable String old = before == null ? null : key(before);
    @Nullable String next = key(after);
    if (old != null && !old.equals(next)) {
      draft.put(looks, old, null);
    }
    if (next != null && !next.equals(old)) {
      draft.put(looks, next, after.id().value());
    }
  }

  /** Those that it is time to look at, the longest overdue first. */
  List<Due> due(Instant now, int atMost) {
    List<Due> due = new ArrayList<>();
    try (KeyValueIterator<String, String> rows = looks.range(null, TimeKey.of(now) + "0")) {
      while (rows.hasNext() && due.size() < atMost) {
        KeyValue<String, String> row = rows.next();
        due.add(new Due(row.key, row.value));
      }
    }
    return due;
  }

  /** A row of a run that is not there any more. */
  void forget(Due due) {
    looks.delete(due.key());
  }

  /** A run that it is time to look at. */
  record Due(String key, String run) {}

  private static @Nullable String key(Run run) {
    @Nullable Silence silence = run.silence();
    return silence == null || silence.over() ? null : TimeKey.of(silence.lookAt()) + "/" + run.id();
  }
}
