package dev.uplink.ingress.controlplane.trigger;

/** What kind of run is wished; whether it is a stack's or a module's follows from the target. */
enum WishedType {
  TRACKED,
  PROPOSED
}
