package dev.uplink.notifier.quota;

/**
 * What is left of a budget.
 *
 * @param limit requests an hour on Cloud, at once on Data Center; this process's part of them
 * @param remaining of these, now
 */
public record Left(int limit, int remaining) {
  public double ratio() {
    return (double) remaining / limit;
  }
}
