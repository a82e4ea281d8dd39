package dev.uplink.ingress.controlplane.checks;

/** What the aggregated statuses group runs by, in the documents' order. */
public enum CheckGroup {
  TRACKED,
  PROPOSED,
  MODULES
}
