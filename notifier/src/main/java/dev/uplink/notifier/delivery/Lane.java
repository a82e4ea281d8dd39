package dev.uplink.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one integration's Bitbucket should show, the newest of each key. Oldest keys go first. Not
 * safe for several threads.
 */
final class Lane {
  private final int slots;
  private final Map<String, Wanted> entries = new LinkedHashMap<>();
  private final LateRequests late = new LateRequests();
  private int inFlight;
  private @Nullable Instant rest;
  private @Nullable Instant shut;
  private long refusedVersion = Long.MIN_VALUE;

  Lane(int slots) {
    this.slots = slots;
  }

  int size() {
    return entries.size();
  }

  boolean isIdle(Instant now) {
    late.forget(now);
    return entries.isEmpty() && inFlight == 0 && late.isEmpty();
  }

  /** What it takes the place of, which need not be shown any more; itself if it is older. */
  @Nullable Desired offer(Desired desired, Instant now) {
    @Nullable Wanted entry = entries.get(desired.key());
    if (entry == null) {
      entries.put(desired.key(), new Wanted(desired, now));
      return null;
    }
    return entry.offer(desired, now);
  }

  /** Another process may have been trying it when it ended. */
  void doubt(Desired desired, Instant now) {
    late.add(desired, now);
  }

  /** Begins as many tries as there are free slots, of partitions that are ready. */
  List<Attempt> due(Instant now, IntPredicate isReady) {
    List<Attempt> due = new ArrayList<>();
    if ((rest != null && now.isBefore(rest)) || (shut != null && now.isBefore(shut))) {
      return due;
    }
    // One try is enough to see whether refused credentials are taken again.
    int free = shut == null ? slots - inFlight : 1 - inFlight;
    for (Wanted entry : entries.values()) {
      if (due.size() >= free) {
        break;
      }
      if (entry.isDue(now) && isReady.test(entry.newest().source().partition())) {
        due.add(entry.begin(now));
      }
    }
    inFlight += due.size();
    return due;
  }

  /** What a try came to. */
  Ended ended(Attempt attempt, Next next, Instant now) {
    inFlight--;
    Desired tried = attempt.desired();
    @Nullable Wanted entry = entries.get(tried.key());
    if (entry != null) {
      entry.end();
    }
    @Nullable Wanted newest = entry != null && entry.isFor(tried) ? entry : null;
    return switch (next) {
      case Next.Settled(Outcome outcome) -> settled(tried, newest, outcome, now);
      case Next.Again(Instant notBefore) -> {
        late.add(tried, now);
        yield again(newest, notBefore);
      }
      case Next.Rest(Instant from, Instant until) -> {
        rest(from, until);
        yield again(newest, until);
      }
      case Next.Parked(long version, Instant until) -> {
        shut = null; // they are taken elsewhere
        yield park(newest, version, until);
      }
      case Next.Shut(long version, Instant until) -> {
        shut = until;
        yield park(newest, version, until);
      }
    };
  }

  private Ended settled(Desired tried, @Nullable Wanted newest, Outcome outcome, Instant now) {
    if (outcome == Outcome.GAVE_UP) {
      late.add(tried, now);
    } else {
      shut = null;
    }
    if (newest == null) {
      return Ended.settled(outcome == Outcome.GAVE_UP ? Outcome.SUPERSEDED : outcome);
    }
    Optional<Instant> overwritable = late.overwritable(tried, now);
    if (outcome == Outcome.DELIVERED && overwritable.isPresent()) {
      newest.confirm(overwritable.get());
      return Ended.open(outcome);
    }
    entries.remove(tried.key());
    return Ended.settled(outcome);
  }

  private static Ended again(@Nullable Wanted newest, Instant notBefore) {
    if (newest == null) {
      return Ended.settled(Outcome.SUPERSEDED);
    }
    newest.again(notBefore);
    return Ended.open(Outcome.WILL_RETRY);
  }

  private Ended park(@Nullable Wanted newest, long version, Instant until) {
    refusedVersion = Math.max(refusedVersion, version);
    if (newest == null) {
      return Ended.settled(Outcome.REFUSED);
    }
    newest.park(until);
    return Ended.open(Outcome.REFUSED);
  }

  /** A shorter rest never ends a longer one, and no rest counts as time spent trying. */
  private void rest(Instant from, Instant until) {
    Instant begins = rest == null || rest.isBefore(from) ? from : rest;
    if (until.isAfter(begins)) {
      rest = until;
      entries.values().forEach(entry -> entry.rested(Duration.between(begins, until)));
    }
  }

  /** Those that wait for newer credentials, represented by one of them. */
  @Nullable Desired anyParked() {
    for (Wanted entry : entries.values()) {
      if (shut != null || entry.isParked()) {
        return entry.newest();
      }
    }
    return null;
  }

  /** Meaningful while something is parked. */
  long refusedVersion() {
    return refusedVersion;
  }

  void unpark(Instant now) {
    shut = null;
    entries.values().forEach(entry -> entry.unpark(now));
  }

  /** Those that have waited too long for credentials, also those that were never tried. */
  List<Attempt> dropParked(Predicate<Instant> tooLate) {
    return drop(
        entry ->
            (shut != null || entry.isParked())
                && !entry.isInFlight()
                && tooLate.test(entry.waitsSince()));
  }

  void dropPartition(int partition) {
    drop(entry -> entry.newest().source().partition() == partition);
  }

  /** The longest waiting of those that are not being tried. */
  @Nullable Attempt dropOldest() {
    for (Wanted entry : entries.values()) {
      if (!entry.isInFlight()) {
        entries.remove(entry.newest().key());
        return entry.asTried();
      }
    }
    return null;
  }

  private List<Attempt> drop(Predicate<Wanted> gone) {
    List<Attempt> dropped = new ArrayList<>();
    for (Iterator<Wanted> each = entries.values().iterator(); each.hasNext(); ) {
      Wanted entry = each.next();
      if (gone.test(entry)) {
        each.remove();
        dropped.add(entry.asTried());
      }
    }
    return dropped;
  }
}
