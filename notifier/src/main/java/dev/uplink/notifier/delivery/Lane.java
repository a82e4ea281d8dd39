package dev.uplink.notifier.delivery;

import dev.uplink.notifier.quota.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one integration's Bitbucket should show, the newest of each key. The most urgent go first,
 * of these the oldest. Not safe for several threads.
 */
final class Lane {
  private final int slots;
  private final Map<String, LaneEntry> entries = new LinkedHashMap<>();
  private final LateRequests late = new LateRequests();
  private final Pace pace = new Pace();
  private final Pauses pauses = new Pauses();
  private int inFlight;
  private @Nullable String reason;

  Lane(int slots) {
    this.slots = slots;
  }

  int size() {
    return entries.size();
  }

  boolean isIdle(Instant now) {
    late.forget(now);
    pace.forget(now);
    return entries.isEmpty() && inFlight == 0 && late.isEmpty() && pace.isEmpty();
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

  /** Another process may have been trying it when it ended. */
  void doubt(Desired desired, Instant now) {
    late.add(desired, now);
  }

  /** Begins as many tries as there are free slots, of partitions that are ready. */
  List<Attempt> due(Instant now, IntPredicate isReady) {
    // One try is enough to see whether refused credentials are taken again.
    int free = pauses.isShut() ? 1 - inFlight : slots - inFlight;
    if (free <= 0 || !pauses.isOpen(now)) {
      return List.of();
    }
    Map<Priority, List<LaneEntry>> ready = new EnumMap<>(Priority.class);
    int urgent = 0;
    for (LaneEntry entry : entries.values()) {
      if (urgent >= free) {
        break;
      }
      if (entry.isDue(now)
          && !pace.isTooSoon(entry.newest(), now)
          && isReady.test(entry.newest().source().partition())) {
        Priority priority = entry.priority();
        if (pauses.isOpen(priority, now)) {
          ready.computeIfAbsent(priority, which -> new ArrayList<>()).add(entry);
          urgent += priority == Priority.TERMINAL ? 1 : 0;
        }
      }
    }
    List<Attempt> due =
        ready.values().stream()
            .flatMap(List::stream)
            .limit(free)
            .map(entry -> entry.begin(now, pauses.refusals()))
            .toList();
    inFlight += due.size();
    return due;
  }

  /**
   * What a try came to. Of one that was begun before its partition was lost, nothing follows for
   * what waits now: that has tries of its own.
   *
   * @param credentialsVersion of the credentials that the integration had when it began, or older
   * @param detail why it was not delivered, for people; null when it was
   */
  LaneResult ended(
      Attempt attempt,
      RetryDecision decision,
      long credentialsVersion,
      @Nullable String detail,
      Instant now) {
    inFlight--;
    reason = detail;
    Desired tried = attempt.desired();
    @Nullable LaneEntry entry = entries.get(tried.key());
    if (entry != null && !entry.end(attempt)) {
      entry = null;
    }
    @Nullable LaneEntry newest = entry != null && entry.isFor(tried) ? entry : null;
    LaneResult ended =
        switch (decision) {
          case RetryDecision.Settled(Outcome outcome) -> {
            if (outcome == Outcome.DELIVERED) {
              pace.delivered(tried, now);
            }
            if (entry != null && newest == null && outcome == Outcome.DELIVERED) {
              entry.olderWasDelivered();
            }
            yield settled(tried, newest, outcome, now);
          }
          case RetryDecision.Again(Instant earliest) -> {
            late.add(tried, now);
            yield again(newest, earliest);
          }
          case RetryDecision.Rest(Instant from, Instant until) -> {
            Duration longer = pauses.rest(from, until, credentialsVersion);
            rested(entries.values(), longer);
            yield rest(newest, until);
          }
          case RetryDecision.Held(Instant until) -> {
            Priority priority = attempt.priority();
            Duration longer = pauses.hold(priority, now, until, credentialsVersion);
            rested(
                entries.values().stream().filter(each -> each.priority() == priority).toList(),
                longer);
            yield held(newest, until);
          }
          case RetryDecision.Broken(Instant until) -> {
            pauses.breakUntil(until);
            yield broken(newest, until);
          }
          case RetryDecision.Parked(long version, Instant until) -> {
            pauses.parked(version);
            yield parkAlone(newest, until);
          }
          case RetryDecision.Shut(long version, Instant until) -> {
            pauses.shut(until, version, attempt.refusals() + 1);
            yield park(newest, until);
          }
        };
    // Its partition went and may have come back since, with the status still to be told.
    return entry == null ? ended.tooLate() : ended;
  }

  private LaneResult settled(
      Desired tried, @Nullable LaneEntry newest, Outcome outcome, Instant now) {
    if (outcome == Outcome.GAVE_UP) {
      late.add(tried, now);
    } else {
      pauses.taken();
    }
    if (newest == null) {
      return LaneResult.settled(outcome == Outcome.GAVE_UP ? Outcome.SUPERSEDED : outcome);
    }
    Optional<Instant> overwritable = late.overwritable(tried, now);
    if (outcome == Outcome.DELIVERED && overwritable.isPresent()) {
      newest.confirm(overwritable.get());
      return LaneResult.open(outcome);
    }
    entries.remove(tried.key());
    return LaneResult.settled(outcome);
  }

  private static LaneResult again(@Nullable LaneEntry newest, Instant notBefore) {
    if (newest == null) {
      return LaneResult.settled(Outcome.SUPERSEDED);
    }
    newest.again(notBefore);
    return LaneResult.open(Outcome.WILL_RETRY);
  }

  private static LaneResult rest(@Nullable LaneEntry newest, Instant until) {
    if (newest == null) {
      return LaneResult.settled(Outcome.SUPERSEDED);
    }
    newest.rest(until);
    return LaneResult.open(Outcome.WILL_RETRY);
  }

  /** Bitbucket was not asked. */
  private static LaneResult held(@Nullable LaneEntry newest, Instant until) {
    if (newest != null) {
      newest.notAsked();
    }
    return rest(newest, until);
  }

  private static LaneResult broken(@Nullable LaneEntry newest, Instant until) {
    if (newest != null) {
      newest.notAsked();
    }
    return again(newest, until);
  }

  private static LaneResult parkAlone(@Nullable LaneEntry newest, Instant until) {
    if (newest == null) {
      return LaneResult.settled(Outcome.REFUSED);
    }
    newest.parkAlone(until);
    return LaneResult.open(Outcome.REFUSED);
  }

  private static LaneResult park(@Nullable LaneEntry newest, Instant until) {
    if (newest == null) {
      return LaneResult.settled(Outcome.REFUSED);
    }
    newest.park(until);
    return LaneResult.open(Outcome.REFUSED);
  }

  /** No rest counts as time spent trying. */
  private static void rested(Collection<LaneEntry> entries, Duration longer) {
    if (longer.isPositive()) {
      entries.forEach(entry -> entry.rested(longer));
    }
  }

  /** Those that newer credentials would help, represented by one of them. */
  @Nullable Desired anyHeldUp(Instant now) {
    boolean all = pauses.isOfCredentials(now);
    for (LaneEntry entry : entries.values()) {
      if (all || entry.isParked()) {
        return entry.newest();
      }
    }
    return null;
  }

  /** Of the credentials that hold them up. */
  long heldUpVersion() {
    return pauses.version();
  }

  void newCredentials(Instant now) {
    pauses.newCredentials();
    entries.values().forEach(entry -> entry.newCredentials(now));
  }

  /** Those that have waited too long for credentials, also those that were never tried. */
  List<Attempt> dropParked(Predicate<Instant> tooLate) {
    return drop(
        entry ->
            (pauses.isShut() || entry.isParked())
                && !entry.isInFlight()
                && tooLate.test(entry.waitsSince()));
  }

  /** Those that have waited too long for a host that does not answer. */
  List<Attempt> dropBroken(Predicate<Instant> tooLate) {
    // Those that wait for credentials have a time of their own.
    return !pauses.isBroken() || pauses.isShut()
        ? List.of()
        : drop(
            entry -> !entry.isInFlight() && !entry.isParked() && tooLate.test(entry.waitsSince()));
  }

  /** What waits; empty when nothing does but what is only told once more. */
  Optional<LaneBacklog> backlog() {
    return LaneBacklog.of(entries.values(), reason);
  }

  void dropPartition(int partition) {
    drop(entry -> entry.newest().source().partition() == partition);
  }

  /** The longest waiting of those that are not being tried. */
  @Nullable Attempt dropOldest() {
    for (LaneEntry entry : entries.values()) {
      if (!entry.isInFlight()) {
        entries.remove(entry.newest().key());
        return entry.asTried();
      }
    }
    return null;
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
