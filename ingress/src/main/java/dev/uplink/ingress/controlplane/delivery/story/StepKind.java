package dev.uplink.ingress.controlplane.delivery.story;

/** What a step of a story tells of, roughly in the order of a story. */
public enum StepKind {
  /** It came in, or was asked for. */
  RECEIVED,
  /** The integration and the Space that it belongs to are known. */
  RESOLVED,
  /** Neither decided nor given up, as far as is known. */
  UNDECIDED,
  /** Bitbucket was asked something that the decision rests on. */
  LOOKED_UP,
  /** There was nothing to decide. */
  IGNORED,
  TARGET_STARTED,
  RUN_STOPPED,
  TARGET_DEDUPLICATED,
  TARGET_IGNORED,
  TARGET_REJECTED,
  /** The decision says something of a target that this version has no word for. */
  TARGET_UNEXPLAINED,
  /** Others came to the repository and the integration after it was decided. */
  ATTACHED_SINCE,
  /** Others have the repository through another integration, and hear of it by its webhook. */
  ATTACHED_ELSEWHERE,
  /** Schedulers were told something else of a run than to start it. */
  COMMANDED,
  /** What schedulers reported last of a run. */
  RUN_UPDATED,
  /** No scheduler has reported anything of a run. */
  RUN_SILENT,
  /** What Bitbucket should show. */
  STATUS_WANTED,
  STATUS_SHOWN,
  /** A newer one was shown instead. */
  STATUS_SUPERSEDED,
  /** Telling Bitbucket failed, and is tried again. */
  STATUS_DELAYED,
  /** Bitbucket does not take it. */
  STATUS_REFUSED,
  /** It was tried for as long as it may be. */
  STATUS_GIVEN_UP,
  STATUS_UNEXPLAINED,
  /** It could not be understood or processed. */
  DEAD_LETTERED,
  /** Steps about stacks and modules that the caller may not see. */
  HIDDEN,
  /** Steps beyond the most that a story has. */
  LEFT_OUT
}
