package dev.uplink.ingress.controlplane.checks;

/**
 * How a run counts in its group: the state of a commit status. In the order in which people want to
 * know of them, which is also the order of a status' summary.
 */
public enum CheckState {
  FAILED,
  INPROGRESS,
  STOPPED,
  SUCCESSFUL
}
