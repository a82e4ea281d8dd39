package dev.uplink.notifier.delivery;

import dev.uplink.notifier.quota.Priority;
import dev.uplink.schemas.trace.Lineage;
import java.time.Instant;

/**
 * One try to deliver.
 *
 * @param number 1 for the first of this revision
 * @param firstAt when the first of this revision began
 * @param wantedSince since when Bitbucket shows something else under the key than it should
 * @param refusals how often in a row its credentials were refused before, here or everywhere
 */
public record Attempt(
    Desired desired,
    int number,
    Instant firstAt,
    Priority priority,
    Instant wantedSince,
    int refusals) {
  /** The same, as the last step of its delivery's trace. */
  Attempt as(Lineage step) {
    return new Attempt(desired.after(step), number, firstAt, priority, wantedSince, refusals);
  }
}
