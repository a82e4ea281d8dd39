package dev.uplink.notifier.delivery;

import dev.uplink.notifier.quota.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a lane, the newest of each key, oldest key first. Not safe for several threads.
 */
final class LaneEntries {
  private final Map<String, LaneEntry> entries = new LinkedHashMap<>();

  int size() {
    return entries.size();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** In the order in which their keys came. */
  Collection<LaneEntry> all() {
    return Collections.unmodifiableCollection(entries.values());
  }

  /** What it takes the place of, which need not be shown any more; itself if it is older. */
  @Nullable Desired offer(Desired desired, Instant now) {
    @Nullable LaneEntry entry = entries.get(desired.key());
    if (entry == null) {
      entries.put(desired.key(), new LaneEntry(desired, now));
      return null;
    }
    return entry.offer(desired, now);
  }

  /** The one that began this try; null when that is gone. */
  @Nullable LaneEntry ended(Attempt attempt) {
    @Nullable LaneEntry entry = entries.get(attempt.desired().key());
    return entry != null && entry.end(attempt) ? entry : null;
  }

  void remove(LaneEntry entry) {
    entries.remove(entry.newest().key());
  }

  /** No rest counts as time spent trying. */
  void rested(Duration longer) {
    rested(longer, entry -> true);
  }

  /** The same for those of one priority. */
  void rested(Duration longer, Priority priority) {
    rested(longer, entry -> entry.priority() == priority);
  }

  private void rested(Duration longer, Predicate<LaneEntry> which) {
    if (longer.isPositive()) {
      entries.values().stream().filter(which).forEach(entry -> entry.rested(longer));
    }
  }

  void newCredentials(Instant now) {
    entries.values().forEach(entry -> entry.newCredentials(now));
  }

  Optional<LaneEntry> any(Predicate<LaneEntry> which) {
    return entries.values().stream().filter(which).findFirst();
  }

  /** Those that are not being tried; these have a try that tells what becomes of them. */
  List<Attempt> dropWaiting(Predicate<LaneEntry> gone) {
    return drop(entry -> !entry.isInFlight() && gone.test(entry));
  }

  /** Whether they are being tried or not. */
  void dropPartition(int partition) {
    drop(entry -> entry.newest().source().partition() == partition);
  }

  /** The longest waiting of those that are not being tried. */
  @Nullable Attempt dropOldest() {
    @Nullable LaneEntry oldest = any(entry -> !entry.isInFlight()).orElse(null);
    if (oldest == null) {
      return null;
    }
    remove(oldest);
    return oldest.asTried();
  }

  private List<Attempt> drop(Predicate<LaneEntry> gone) {
    List<Attempt> dropped = new ArrayList<>();
    for (Iterator<LaneEntry> each = entries.values().iterator(); each.hasNext(); ) {
      LaneEntry entry = each.next();
      if (gone.test(entry)) {
        each.remove();
        dropped.add(entry.asTried());
      }
    }
    return dropped;
  }
}
