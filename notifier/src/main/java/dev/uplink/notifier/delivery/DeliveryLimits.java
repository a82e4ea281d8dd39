package dev.uplink.notifier.delivery;

/**
 * How much delivering may take.
 *
 * @param slots tries at once to one integration's Bitbucket
 * @param perIntegration undelivered statuses kept of one integration; beyond it the oldest are
 *     given up, so that it cannot use up what all share
 * @param inTotal undelivered statuses kept in memory; beyond it nothing more is read
 */
public record DeliveryLimits(int slots, int perIntegration, int inTotal) {
  /** About 2 KiB each: 20 MB for an integration whose host is dead, 100 MB in the worst case. */
  public static final DeliveryLimits DEFAULT = new DeliveryLimits(4, 10_000, 50_000);
}
