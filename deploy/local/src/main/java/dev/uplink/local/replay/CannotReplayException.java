package dev.uplink.local.replay;

/** Nothing could be found out; the message says why, and what to do. */
final class CannotReplayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotReplayException(String message) {
    super(message);
  }

  CannotReplayException(String message, Throwable cause) {
    super(message, cause);
  }
}
