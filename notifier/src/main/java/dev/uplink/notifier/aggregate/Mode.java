package dev.uplink.notifier.aggregate;

/** Which statuses an integration posts. */
public enum Mode {
  INDIVIDUAL(true, false),
  AGGREGATED(false, true),
  ALL(true, true);

  private final boolean individual;
  private final boolean aggregated;

  Mode(boolean individual, boolean aggregated) {
    this.individual = individual;
    this.aggregated = aggregated;
  }

  /** One status a target. */
  public boolean individual() {
    return individual;
  }

  /** One status a group. */
  public boolean aggregated() {
    return aggregated;
  }
}
