package dev.uplink.local.tool;

/** What was asked for is not done as things are, or was asked for wrongly; nothing was changed. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
