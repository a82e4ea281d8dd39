package dev.uplink.local.explain;

/** Nothing could be found out; the message says why, and what to do. */
final class CannotAskException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotAskException(String message) {
    super(message);
  }
}
