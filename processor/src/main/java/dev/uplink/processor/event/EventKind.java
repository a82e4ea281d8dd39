package dev.uplink.processor.event;

/** What an event key means to us. */
sealed interface EventKind {

  /** Those of which there is no more to say. */
  enum Plain implements EventKind {
    PUSH,
    COMMENT_ADDED,
    /** Perhaps the repository has another name; only the body tells. */
    REPOSITORY_CHANGED,
    /** One of the product's events, for which nothing is decided. */
    NOT_HANDLED,
    /** Also a missing key. */
    UNKNOWN
  }

  /** Data Center's body may say more exactly what happened. */
  record PullRequestEvent(PullRequestAction action) implements EventKind {}
}
