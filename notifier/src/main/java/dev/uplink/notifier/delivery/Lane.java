package dev.uplink.notifier.delivery;

import dev.uplink.notifier.quota.Priority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
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
  private final LaneEntries entries = new LaneEntries();
  private final LateRequests late = new LateRequests();
  private final SameStateThrottle throttle = new SameStateThrottle();
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
    throttle.forget(now);
    return entries.isEmpty() && inFlight == 0 && late.isEmpty() && throttle.isEmpty();
  }

  /** What it takes the place of, which need not be shown any more; itself if it is older. */
  @Nullable Desired offer(Desired desired, Instant now) {
    return entries.offer(desired, now);
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
    for (LaneEntry entry : entries.all()) {
      if (urgent >= free) {
        break;
      }
      if (entry.isDue(now)
          && !throttle.isTooSoon(entry.newest(), now)
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
    note(attempt, decision, credentialsVersion, now);
    @Nullable LaneEntry entry = entries.ended(attempt);
    if (entry != null && entry.isFor(attempt.desired())) {
      return newest(entry, decision, now);
    }
    if (entry == null) {
      // Its partition went and may have come back since, with the status still to be told.
      return LaneResult.tooLate(handedOver(decision));
    }
    Outcome overtaken = overtaken(decision);
    if (overtaken == Outcome.DELIVERED) {
      entry.olderWasDelivered();
    }
    return LaneResult.settled(overtaken);
  }

  /** What follows for the whole lane, whatever became of the status meanwhile. */
  private void note(Attempt attempt, RetryDecision decision, long credentialsVersion, Instant now) {
    Desired tried = attempt.desired();
    switch (decision) {
      case RetryDecision.Settled(Outcome outcome) -> {
        switch (outcome) {
          case DELIVERED -> {
            throttle.delivered(tried, now);
            pauses.taken();
          }
          case GAVE_UP -> late.add(tried, now);
          case REFUSED, MALFORMED, SUPERSEDED, WILL_RETRY, HANDED_OVER -> pauses.taken();
        }
      }
      case RetryDecision.Again _ -> late.add(tried, now);
      case RetryDecision.Rest(Instant from, Instant until) ->
          entries.rested(pauses.rest(from, until, credentialsVersion));
      case RetryDecision.Held(Instant until) -> {
        Priority priority = attempt.priority();
        entries.rested(pauses.hold(priority, now, until, credentialsVersion), priority);
      }
      case RetryDecision.Broken(Instant until) -> pauses.breakUntil(until);
      case RetryDecision.Parked(long version, Instant _) -> pauses.parked(version);
      case RetryDecision.Shut(long version, Instant until) ->
          pauses.shut(until, version, attempt.refusals() + 1);
    }
  }

  /** What follows for the status that was tried, which is still what should be shown. */
  private LaneResult newest(LaneEntry entry, RetryDecision decision, Instant now) {
    return switch (decision) {
      case RetryDecision.Settled(Outcome outcome) -> settled(entry, outcome, now);
      case RetryDecision.Again(Instant earliest) -> entry.again(earliest);
      case RetryDecision.Rest(Instant _, Instant until) -> entry.rest(until);
      case RetryDecision.Held(Instant until) -> entry.hold(until);
      case RetryDecision.Broken(Instant until) -> entry.breakOff(until);
      case RetryDecision.Parked(long _, Instant until) -> entry.parkAlone(until);
      case RetryDecision.Shut(long _, Instant until) -> entry.park(until);
    };
  }

  private LaneResult settled(LaneEntry entry, Outcome outcome, Instant now) {
    Optional<Instant> overwritable = late.overwritable(entry.newest(), now);
    if (outcome == Outcome.DELIVERED && overwritable.isPresent()) {
      return entry.confirm(overwritable.get());
    }
    entries.remove(entry);
    return LaneResult.settled(outcome);
  }

  /** What a try comes to that is not repeated, because something newer is to be shown. */
  private static Outcome overtaken(RetryDecision decision) {
    return switch (decision) {
      case RetryDecision.Settled(Outcome outcome) ->
          outcome == Outcome.GAVE_UP ? Outcome.SUPERSEDED : outcome;
      case RetryDecision.Again _,
          RetryDecision.Rest _,
          RetryDecision.Held _,
          RetryDecision.Broken _ ->
          Outcome.SUPERSEDED;
      case RetryDecision.Parked _, RetryDecision.Shut _ -> Outcome.REFUSED;
    };
  }

  /**
   * What a try comes to whose status is another's to tell; what Bitbucket said for good is said to
   * all.
   */
  private static Outcome handedOver(RetryDecision decision) {
    return switch (decision) {
      case RetryDecision.Settled(Outcome outcome) ->
          outcome == Outcome.GAVE_UP ? Outcome.HANDED_OVER : outcome;
      case RetryDecision.Again _,
          RetryDecision.Rest _,
          RetryDecision.Held _,
          RetryDecision.Broken _,
          RetryDecision.Parked _,
          RetryDecision.Shut _ ->
          Outcome.HANDED_OVER;
    };
  }

  /** Those that newer credentials would help, represented by one of them. */
  @Nullable Desired anyHeldUp(Instant now) {
    boolean all = pauses.isOfCredentials(now);
    return entries.any(entry -> all || entry.isParked()).map(LaneEntry::newest).orElse(null);
  }

  /** Of the credentials that hold them up. */
  long heldUpVersion() {
    return pauses.version();
  }

  void newCredentials(Instant now) {
    pauses.newCredentials();
    entries.newCredentials(now);
  }

  /** Those that have waited too long for credentials, also those that were never tried. */
  List<Attempt> dropParked(Predicate<Instant> tooLate) {
    return entries.dropWaiting(
        entry -> (pauses.isShut() || entry.isParked()) && tooLate.test(entry.waitsSince()));
  }

  /** Those that have waited too long for a host that does not answer. */
  List<Attempt> dropBroken(Predicate<Instant> tooLate) {
    // Those that wait for credentials have a time of their own.
    return !pauses.isBroken() || pauses.isShut()
        ? List.of()
        : entries.dropWaiting(entry -> !entry.isParked() && tooLate.test(entry.waitsSince()));
  }

  /** What waits; empty when nothing does but what is only told once more. */
  Optional<LaneBacklog> backlog() {
    return LaneBacklog.of(entries.all(), reason);
  }

  void dropPartition(int partition) {
    entries.dropPartition(partition);
  }

  @Nullable Attempt dropOldest() {
    return entries.dropOldest();
  }
}
