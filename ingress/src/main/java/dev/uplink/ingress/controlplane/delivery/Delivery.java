package dev.uplink.ingress.controlplane.delivery;

import org.jspecify.annotations.Nullable;

/**
 * All that is known of one delivery, or trigger, but for its single outcomes.
 *
 * @param arrival null for a trigger, and while the webhook's own record is not read yet
 * @param verdict null while it is not decided, and for one that never will be
 * @param deadEnd null unless it ended so
 */
public record Delivery(
    Subject subject,
    @Nullable Arrival arrival,
    @Nullable Verdict verdict,
    @Nullable DeadEnd deadEnd) {

  /** Event key of what no webhook asked for. */
  public static final String TRIGGER = "uplink:trigger";

  /** What can be said of it in a word. */
  public enum Status {
    /** Accepted and neither decided nor given up, as far as it is known here. */
    PENDING,
    DECIDED,
    DEAD_LETTER
  }

  /** Whether a person asked for it: then nothing arrived, whatever a webhook may call itself. */
  public boolean isTrigger() {
    return arrival == null && TRIGGER.equals(subject.eventKey());
  }

  public Status status() {
    if (verdict != null) {
      return Status.DECIDED;
    }
    return deadEnd == null ? Status.PENDING : Status.DEAD_LETTER;
  }
}
