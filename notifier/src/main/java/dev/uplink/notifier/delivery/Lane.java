package dev.uplink.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one integration's Bitbucket should show, the newest of each key. Oldest keys go first. Not
 * safe for several threads.
 */
final class Lane {
  /** One key: what should be shown, and how far trying has come. */
  private static final class Entry {
    private Desired newest;
    private boolean inFlight;
    private boolean parked;
    private int tries;
    private @Nullable Instant firstAt;
    private Instant notBefore;

    Entry(Desired desired, Instant now) {
      newest = desired;
      notBefore = now;
    }

    /** A key lives on one partition, so its offsets tell its revisions apart. */
    boolean isFor(Desired desired) {
      return newest.source().offset() == desired.source().offset();
    }

    void replace(Desired desired, Instant now) {
      newest = desired;
      parked = false;
      tries = 0;
      firstAt = null;
      notBefore = now;
    }
  }

  private final int slots;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private int inFlight;
  private @Nullable Instant rest;
  private long refusedVersion = Long.MIN_VALUE;

  Lane(int slots) {
    this.slots = slots;
  }

  int size() {
    return entries.size();
  }

  boolean isIdle() {
    return entries.isEmpty() && inFlight == 0;
  }

  /** What it takes the place of, which need not be shown any more; itself if it is older. */
  @Nullable Desired offer(Desired desired, Instant now) {
    @Nullable Entry entry = entries.get(desired.key());
    if (entry == null) {
      entries.put(desired.key(), new Entry(desired, now));
      return null;
    }
    if (entry.newest.source().offset() >= desired.source().offset()) {
      return desired;
    }
    Desired replaced = entry.newest;
    boolean beingTried = entry.inFlight && entry.tries > 0;
    entry.replace(desired, now);
    // One that is being tried is settled when the try ends.
    return beingTried ? null : replaced;
  }

  /** Begins as many tries as there are free slots. */
  List<Attempt> due(Instant now) {
    List<Attempt> due = new ArrayList<>();
    if (rest != null && now.isBefore(rest)) {
      return due;
    }
    for (Entry entry : entries.values()) {
      if (inFlight == slots) {
        break;
      }
      if (!entry.inFlight && !entry.parked && !now.isBefore(entry.notBefore)) {
        due.add(begin(entry, now));
      }
    }
    return due;
  }

  private Attempt begin(Entry entry, Instant now) {
    Instant firstAt = entry.firstAt == null ? now : entry.firstAt;
    entry.firstAt = firstAt;
    entry.inFlight = true;
    entry.tries++;
    inFlight++;
    return new Attempt(entry.newest, entry.tries, firstAt);
  }

  /** The outcome of a try; what it tried is settled unless it {@link Outcome#WILL_RETRY}. */
  Outcome ended(Attempt attempt, Next next) {
    inFlight--;
    @Nullable Entry entry = entries.get(attempt.desired().key());
    boolean newest = entry != null && entry.isFor(attempt.desired());
    if (entry != null) {
      entry.inFlight = false;
    }
    return switch (next) {
      case Next.Settled(Outcome outcome) -> {
        if (newest) {
          entries.remove(attempt.desired().key());
        }
        boolean givenUpForNewer = !newest && outcome == Outcome.GAVE_UP;
        yield givenUpForNewer ? Outcome.SUPERSEDED : outcome;
      }
      case Next.Again(Instant notBefore) -> again(newest ? entry : null, notBefore);
      case Next.Rest(Instant from, Instant until) -> {
        rest(from, until);
        yield again(newest ? entry : null, until);
      }
      case Next.Parked(long version) -> {
        refusedVersion = Math.max(refusedVersion, version);
        if (entry != null && newest) {
          entry.parked = true;
        }
        yield Outcome.REFUSED;
      }
    };
  }

  private static Outcome again(@Nullable Entry entry, Instant notBefore) {
    if (entry == null) {
      return Outcome.SUPERSEDED;
    }
    entry.notBefore = notBefore;
    return Outcome.WILL_RETRY;
  }

  /** A shorter rest never ends a longer one, and no rest counts as time spent trying. */
  private void rest(Instant from, Instant until) {
    Instant begins = rest == null || rest.isBefore(from) ? from : rest;
    if (!until.isAfter(begins)) {
      return;
    }
    rest = until;
    Duration longer = Duration.between(begins, until);
    for (Entry entry : entries.values()) {
      entry.firstAt = entry.firstAt == null ? null : entry.firstAt.plus(longer);
    }
  }

  boolean isParked(Desired desired) {
    @Nullable Entry entry = entries.get(desired.key());
    return entry != null && entry.parked && entry.isFor(desired);
  }

  /** Those that wait for newer credentials, represented by one of them. */
  @Nullable Desired anyParked() {
    for (Entry entry : entries.values()) {
      if (entry.parked) {
        return entry.newest;
      }
    }
    return null;
  }

  /** Meaningful while something is parked. */
  long refusedVersion() {
    return refusedVersion;
  }

  void unpark(Instant now) {
    for (Entry entry : entries.values()) {
      if (entry.parked) {
        entry.replace(entry.newest, now);
      }
    }
  }

  /** Those parked whose time is over; they have been told as refused. */
  List<Desired> dropParked(Predicate<Instant> tooLate) {
    return drop(entry -> entry.parked && entry.firstAt != null && tooLate.test(entry.firstAt));
  }

  void dropPartition(int partition) {
    drop(entry -> entry.newest.source().partition() == partition);
  }

  /** The longest waiting of those that are not being tried. */
  @Nullable Attempt dropOldest(Instant now) {
    for (Entry entry : entries.values()) {
      if (!entry.inFlight) {
        entries.remove(entry.newest.key());
        return new Attempt(entry.newest, entry.tries, entry.firstAt == null ? now : entry.firstAt);
      }
    }
    return null;
  }

  private List<Desired> drop(Predicate<Entry> gone) {
    List<Desired> dropped = new ArrayList<>();
    for (Iterator<Entry> each = entries.values().iterator(); each.hasNext(); ) {
      Entry entry = each.next();
      if (gone.test(entry)) {
        each.remove();
        dropped.add(entry.newest);
      }
    }
    return dropped;
  }
}
