package dev.uplink.schemas.run;

import java.util.Set;

/**
 * The states of runs, as {@code RunUpdate.state} names them, that others than the notifier know.
 */
public final class RunStates {
  /** Those that a run does not leave. */
  public static final Set<String> FINAL =
      Set.of("FINISHED", "FAILED", "STOPPED", "CANCELED", "DISCARDED", "SKIPPED");

  private RunStates() {}
}
