package dev.uplink.ingress.controlplane.targets;

/** What somebody should look at in a source that was taken. The names are part of the API. */
public enum TargetWarning {
  /** Bitbucket could not be asked for the branch, or not in time. */
  BRANCH_NOT_CHECKED,
  /** Bitbucket shows no such repository to the integration's credentials. */
  REPOSITORY_NOT_VISIBLE
}
