package dev.uplink.processor.decide;

/** Why a run that has not ended is stopped. A command says it by its name. */
public enum StopReason {
  /** The integration it came through is deleted, and its target has none any more. */
  INTEGRATION_DETACHED,

  /** Its stack or module is deleted. */
  TARGET_DELETED
}
