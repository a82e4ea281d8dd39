package dev.uplink.notifier.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked within the last span of time, in slots: a request counts until its whole slot is
 * older than the span, so never too short. Bounded in size. Not safe for several threads.
 */
final class RecentUse {
  private static final int SLOTS = 120;
  private static final int RING = SLOTS + 1;

  /** What was asked in a part of the span. */
  private static final class Slot {
    private final Map<Priority, Integer> own = new EnumMap<>(Priority.class);

    /** With the same credential, by others. */
    private int others;
  }

  private final long slotMillis;
  private final @Nullable Slot[] slots = new @Nullable Slot[RING];
  private long newest = Long.MIN_VALUE;

  RecentUse(Duration span) {
    this.slotMillis = span.toMillis() / SLOTS;
  }

  void add(Priority priority, Instant now) {
    turnTo(now);
    current().own.merge(priority, 1, Integer::sum);
  }

  /** Requests of which only Bitbucket knows. */
  void addOthers(int count, Instant now) {
    turnTo(now);
    current().others += count;
  }

  int of(Priority priority, Instant now) {
    turnTo(now);
    int sum = 0;
    for (@Nullable Slot slot : slots) {
      sum += slot == null ? 0 : slot.own.getOrDefault(priority, 0);
    }
    return sum;
  }

  int total(Instant now) {
    turnTo(now);
    int sum = 0;
    for (@Nullable Slot slot : slots) {
      sum += sum(slot);
    }
    return sum;
  }

  /** When so many of those that count now do so no longer. */
  Instant whenForgotten(int count, Instant now) {
    turnTo(now);
    int forgotten = 0;
    for (long slot = newest - SLOTS; slot <= newest; slot++) {
      forgotten += sum(slots[index(slot)]);
      if (forgotten >= count) {
        return Instant.ofEpochMilli((slot + RING) * slotMillis);
      }
    }
    return Instant.ofEpochMilli((newest + RING) * slotMillis);
  }

  /** Empties the slots that time has gone over; a clock that goes back stays where it was. */
  private void turnTo(Instant now) {
    long slot = Math.floorDiv(now.toEpochMilli(), slotMillis);
    if (newest == Long.MIN_VALUE) {
      newest = slot;
    }
    long first = Math.max(newest + 1, slot - SLOTS);
    for (long gone = first; gone <= slot; gone++) {
      slots[index(gone)] = null;
    }
    newest = Math.max(newest, slot);
  }

  private Slot current() {
    @Nullable Slot slot = slots[index(newest)];
    if (slot == null) {
      slot = new Slot();
      slots[index(newest)] = slot;
    }
    return slot;
  }

  private static int sum(@Nullable Slot slot) {
    return slot == null
        ? 0
        : slot.others + slot.own.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static int index(long slot) {
    return Math.floorMod(slot, RING);
  }
}
