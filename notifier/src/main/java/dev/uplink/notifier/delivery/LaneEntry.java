package dev.uplink.notifier.delivery;

import dev.uplink.notifier.quota.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One key of a lane: what should be shown, and how far trying has come. */
final class LaneEntry {
  private Desired newest;

  /** Under way; null when none is. */
  private @Nullable Attempt trying;

  private boolean parked;
  private boolean resting;
  private int tries;

  /** How often in a row it was refused, whatever else its credentials may do. */
  private int refusals;

  private Instant offeredAt;
  private @Nullable Instant firstAt;
  private Instant notBefore;

  /** Whether Bitbucket shows something under the key; unsure, it counts as shown. */
  private boolean isShown;

  /** Since when it shows something else than it should; null when it does not. */
  private @Nullable Instant wantedSince;

  LaneEntry(Desired desired, Instant now) {
    newest = desired;
    offeredAt = now;
    notBefore = now;
    isShown = desired.status().revision() > 1;
    wantedSince = desired.source().at();
  }

  Desired newest() {
    return newest;
  }

  Priority priority() {
    return Urgency.of(newest.status().shown().state(), isShown);
  }

  /** Null while it is only told once more. */
  @Nullable Instant wantedSince() {
    return wantedSince;
  }

  boolean isInFlight() {
    return trying != null;
  }

  /** Refused, for its credentials. */
  boolean isParked() {
    return parked;
  }

  boolean isDue(Instant now) {
    return trying == null && !now.isBefore(notBefore);
  }

  /** A key lives on one partition, so its offsets tell its revisions apart. */
  boolean isFor(Desired desired) {
    return newest.source().offset() == desired.source().offset();
  }

  /** What need not be shown any more because of it: the older of the two. */
  @Nullable Desired offer(Desired desired, Instant now) {
    if (newest.source().offset() >= desired.source().offset()) {
      return desired;
    }
    Desired replaced = newest;
    if (!Objects.equals(desired.status().fork(), newest.status().fork())) {
      // Another repository, which shows nothing yet and may be open to the same credentials.
      isShown = false;
      parked = false;
      refusals = 0;
    }
    boolean beingTried = trying != null && tries > 0;
    newest = desired;
    tries = 0;
    offeredAt = now;
    firstAt = null;
    wantedSince = wantedSince == null ? desired.source().at() : wantedSince;
    // Credentials that were refused are not better for a newer status.
    notBefore = parked ? notBefore : now;
    // One that is being tried is settled when the try ends.
    return beingTried ? null : replaced;
  }

  /**
   * @param refusalsOfAll how often in a row its integration's credentials were refused
   */
  Attempt begin(Instant now, int refusalsOfAll) {
    firstAt = firstAt == null ? now : firstAt;
    tries++;
    Attempt attempt = asTried(Math.max(refusals, refusalsOfAll));
    trying = attempt;
    return attempt;
  }

  /**
   * @return whether it was this one's: another may be equal, of the time before its partition came
   *     back
   */
  @SuppressWarnings("ReferenceEquality")
  boolean end(Attempt attempt) {
    boolean ours = trying == attempt;
    trying = ours ? null : trying;
    return ours;
  }

  /** One that is older than the newest was. */
  void olderWasDelivered() {
    isShown = true;
    wantedSince = newest.source().at();
  }

  /** Another try, for as long as these credentials have to rest. */
  LaneResult rest(Instant until) {
    goOn(until);
    resting = true;
    return LaneResult.open(Outcome.WILL_RETRY);
  }

  /** The same for want of budget: Bitbucket was not asked. */
  LaneResult hold(Instant until) {
    notAsked();
    return rest(until);
  }

  LaneResult again(Instant earliest) {
    goOn(earliest);
    return LaneResult.open(Outcome.WILL_RETRY);
  }

  /** The same of a host that was not asked, because it does not answer. */
  LaneResult breakOff(Instant until) {
    notAsked();
    return again(until);
  }

  /** It was delivered, and is to be told once more. */
  LaneResult confirm(Instant earliest) {
    goOn(earliest);
    isShown = true;
    wantedSince = null;
    offeredAt = earliest;
    firstAt = null;
    return LaneResult.open(Outcome.DELIVERED);
  }

  /** For itself, and not because all of its integration are refused. */
  LaneResult parkAlone(Instant earliest) {
    refusals++;
    return park(earliest);
  }

  LaneResult park(Instant earliest) {
    parked = true;
    resting = false;
    notBefore = earliest;
    return LaneResult.open(Outcome.REFUSED);
  }

  /** It was no try. */
  private void notAsked() {
    tries = Math.max(0, tries - 1);
  }

  private void goOn(Instant earliest) {
    parked = false;
    refusals = 0;
    resting = false;
    notBefore = earliest;
  }

  /** Those that rested go on, and for those that were refused it is a new beginning. */
  void newCredentials(Instant now) {
    if (resting) {
      goOn(now);
    }
    if (parked) {
      parked = false;
      refusals = 0;
      tries = 0;
      firstAt = null;
      notBefore = now;
    }
  }

  /** Time that does not count. */
  void rested(Duration longer) {
    offeredAt = offeredAt.plus(longer);
    firstAt = firstAt == null ? null : firstAt.plus(longer);
  }

  Instant waitsSince() {
    return firstAt == null ? offeredAt : firstAt;
  }

  /** With no number of a try if there was none yet. */
  Attempt asTried() {
    return asTried(refusals);
  }

  private Attempt asTried(int refusalsBefore) {
    Instant since = wantedSince == null ? waitsSince() : wantedSince;
    return new Attempt(newest, tries, waitsSince(), priority(), since, refusalsBefore);
  }
}
