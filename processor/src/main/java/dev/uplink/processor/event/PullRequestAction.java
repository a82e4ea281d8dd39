package dev.uplink.processor.event;

/**
 * What happened to a pull request. Cloud tells by the event key alone, and says of an update not
 * what was updated; Data Center says it.
 */
public enum PullRequestAction {
  OPENED,
  /** New commits on the source branch. */
  SOURCE_UPDATED,
  /**
   * New commits, a title, a draft made ready, a new target: Cloud does not say. On Data Center the
   * target branch moved, or is another one.
   */
  UPDATED,
  /** Title, description or draft; source and target are what they were. */
  EDITED,
  /** It goes to another branch now. */
  RETARGETED,
  REVIEWERS_CHANGED,
  APPROVED,
  UNAPPROVED,
  /** Changes were requested, or such a request was taken back. */
  CHANGES_REQUESTED,
  MERGED,
  DECLINED,
  DELETED;

  /** Whether it can no longer be merged. */
  public boolean ends() {
    return switch (this) {
      case MERGED, DECLINED, DELETED -> true;
      case OPENED,
          SOURCE_UPDATED,
          UPDATED,
          EDITED,
          RETARGETED,
          REVIEWERS_CHANGED,
          APPROVED,
          UNAPPROVED,
          CHANGES_REQUESTED ->
          false;
    };
  }
}
