package dev.uplink.processor.metrics;

/** Why an event waits no longer. */
public enum WaitEnd {
  /** All that it asked for is answered, or known not to be. */
  ANSWERED,
  /** It has waited as long as an event may. */
  TIMED_OUT,
  /** Too many wait at its repository. */
  QUEUE_FULL
}
