package dev.uplink.notifier.quota;

/**
 * Who goes first when not all can be asked, in this order. Each leaves a part of its budget to
 * those before it: a merge gate that stays shut costs more than a lookup that is not answered.
 */
public enum Priority {
  /** A status that says how it ended: merges wait for it. */
  TERMINAL(0),
  /** The first that is shown under a key: people see that their push was noticed. */
  FIRST(10),
  /** A question of the processor's, for which a decision waits. */
  LOOKUP(20),
  /** Progress under a key that is shown already, and questions of people. */
  REST(40);

  private static final int WHOLE = 100;

  /** Percent of the budget's limit that is left to those before. */
  private final int left;

  Priority(int left) {
    this.left = left;
  }

  /** How many of so many requests are not for this priority. */
  int keptFrom(int limit) {
    return limit * left / WHOLE;
  }
}
