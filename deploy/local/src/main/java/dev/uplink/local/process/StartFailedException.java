package dev.uplink.local.process;

/** Local mode cannot start, or a part of it cannot; the message is the whole story for people. */
public final class StartFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartFailedException(String message) {
    super(message);
  }

  public StartFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
