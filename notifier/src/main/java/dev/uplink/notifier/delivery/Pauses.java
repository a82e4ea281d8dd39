package dev.uplink.notifier.delivery;

import dev.uplink.notifier.quota.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Until when nothing of one integration is tried, and why. What is in the way of its credentials
 * ends when there are newer ones; what is in the way of its host does not. Not safe for several
 * threads.
 */
final class Pauses {
  private @Nullable Instant rest;
  private @Nullable Instant shut;
  private int refusals;
  private @Nullable Instant broken;
  private final Map<Priority, Instant> held = new EnumMap<>(Priority.class);
  private long version = Long.MIN_VALUE;

  boolean isOpen(Instant now) {
    return !isAhead(rest, now) && !isAhead(shut, now) && !isAhead(broken, now);
  }

  boolean isOpen(Priority priority, Instant now) {
    return !isAhead(held.get(priority), now);
  }

  /** Whether the credentials were refused, and it was not seen yet that they are taken again. */
  boolean isShut() {
    return shut != null;
  }

  /** How often in a row they were refused; those tried at the same time count as one. */
  int refusals() {
    return refusals;
  }

  /** The same of the host that did not answer. */
  boolean isBroken() {
    return broken != null;
  }

  /** Whether requests wait that other credentials would not have to wait with. */
  boolean isOfCredentials(Instant now) {
    return shut != null
        || isAhead(rest, now)
        || held.values().stream().anyMatch(until -> isAhead(until, now));
  }

  /** Of the credentials that are in the way; meaningful while any are. */
  long version() {
    return version;
  }

  /**
   * Bitbucket has had too many requests.
   *
   * @return how much longer than before it rests now: a shorter rest never ends a longer one
   */
  Duration rest(Instant from, Instant until, long credentialsVersion) {
    refused(credentialsVersion);
    Duration longer = longer(rest, from, until);
    rest = longer.isPositive() ? until : rest;
    return longer;
  }

  /** The same for those of one priority, of whose budget nothing is left. */
  Duration hold(Priority priority, Instant from, Instant until, long credentialsVersion) {
    refused(credentialsVersion);
    Duration longer = longer(held.get(priority), from, until);
    if (longer.isPositive()) {
      held.put(priority, until);
    }
    return longer;
  }

  /**
   * @param inARow how often the credentials were refused now
   */
  void shut(Instant until, long credentialsVersion, int inARow) {
    refused(credentialsVersion);
    refusals = Math.max(refusals, inARow);
    broken = null; // it answered
    shut = until;
  }

  /** One status only was refused: elsewhere the credentials are taken. */
  void parked(long credentialsVersion) {
    refused(credentialsVersion);
    taken();
  }

  void breakUntil(Instant until) {
    broken = until;
  }

  /** The host answered, and not that it refuses the credentials. */
  void taken() {
    broken = null;
    shut = null;
    refusals = 0;
  }

  /** Another user has another budget. */
  void newCredentials() {
    shut = null;
    refusals = 0;
    rest = null;
    held.clear();
  }

  private void refused(long credentialsVersion) {
    version = Math.max(version, credentialsVersion);
  }

  private static Duration longer(@Nullable Instant before, Instant from, Instant until) {
    return Duration.between(before == null || before.isBefore(from) ? from : before, until);
  }

  private static boolean isAhead(@Nullable Instant until, Instant now) {
    return until != null && now.isBefore(until);
  }
}
