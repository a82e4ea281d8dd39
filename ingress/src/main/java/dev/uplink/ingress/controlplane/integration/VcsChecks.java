package dev.uplink.ingress.controlplane.integration;

/** Which commit statuses an integration posts: one a target, three a commit, or both. */
public enum VcsChecks {
  INDIVIDUAL,
  AGGREGATED,
  ALL
}
