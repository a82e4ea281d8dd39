package dev.uplink.local.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * One state that a run reaches, with what is said about it.
 *
 * @param delta what the run would change, once that is known
 */
record Step(RunState state, @Nullable String message, @Nullable Delta delta) {

  /** Numbers of resources. */
  record Delta(long added, long changed, long deleted) {}

  static Step to(RunState state) {
    return new Step(state, null, null);
  }
}
