package dev.uplink.notifier.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What Bitbucket should show and may not show yet, a lane for each integration: a slow or dead host
 * fills its own lane and delays nobody else's. Bounded twice: a lane by giving up its oldest, all
 * of them together by not reading on. Not safe for several threads.
 */
final class DesiredStatuses {
  private final Map<String, Lane> lanes = new LinkedHashMap<>();
  private final DeliveryLimits limits;

  DesiredStatuses(DeliveryLimits limits) {
    this.limits = limits;
  }

  /** What need not be shown any more because of it, if anything. */
  Optional<Desired> offer(Desired desired, Instant now) {
    return Optional.ofNullable(lane(desired).offer(desired, now));
  }

  /** The next that has to make room, if its lane is over the limit. */
  Optional<Attempt> crowdedOut(Desired newcomer) {
    Lane lane = lane(newcomer);
    return lane.size() > limits.perIntegration()
        ? Optional.ofNullable(lane.dropOldest())
        : Optional.empty();
  }

  /** Another process may have been trying it when it ended. */
  void doubt(Desired desired, Instant now) {
    lane(desired).doubt(desired, now);
  }

  /** Begins what may be tried now, of partitions that are ready. */
  List<Attempt> due(Instant now, IntPredicate isReady) {
    List<Attempt> due = new ArrayList<>();
    lanes.values().removeIf(lane -> lane.isIdle(now));
    lanes.values().forEach(lane -> due.addAll(lane.due(now, isReady)));
    return due;
  }

  /**
   * @param credentialsVersion of the credentials that the integration had when it began, or older
   */
  LaneResult ended(
      Attempt attempt,
      RetryDecision decision,
      long credentialsVersion,
      @Nullable String detail,
      Instant now) {
    return lane(attempt.desired()).ended(attempt, decision, credentialsVersion, detail, now);
  }

  /** Lets those be tried again whose integration has newer credentials than hold them up. */
  void resume(Predicate<HeldUp> hasNewer, Instant now) {
    for (Lane lane : lanes.values()) {
      @Nullable Desired waiting = lane.anyHeldUp(now);
      if (waiting != null && hasNewer.test(new HeldUp(waiting, lane.heldUpVersion()))) {
        lane.newCredentials(now);
      }
    }
  }

  /** Credentials that were refused or have to rest, with one of the statuses that wait. */
  record HeldUp(Desired waiting, long version) {}

  /** Those that have waited too long for credentials. */
  List<Attempt> dropParked(Predicate<Instant> tooLate) {
    return lanes.values().stream().flatMap(lane -> lane.dropParked(tooLate).stream()).toList();
  }

  /** Those that have waited too long for their host. */
  List<Attempt> dropBroken(Predicate<Instant> tooLate) {
    return lanes.values().stream().flatMap(lane -> lane.dropBroken(tooLate).stream()).toList();
  }

  /** What waits, of each integration for which anything does. */
  List<LaneBacklog> backlogs() {
    return lanes.values().stream().flatMap(lane -> lane.backlog().stream()).toList();
  }

  void dropPartition(int partition) {
    lanes.values().forEach(lane -> lane.dropPartition(partition));
  }

  int size() {
    return lanes.values().stream().mapToInt(Lane::size).sum();
  }

  /** Whether no more should be read for now. */
  boolean isFull() {
    return size() >= limits.inTotal();
  }

  private Lane lane(Desired desired) {
    return Objects.requireNonNull(
        lanes.computeIfAbsent(desired.integration(), id -> new Lane(limits.slots())));
  }
}
