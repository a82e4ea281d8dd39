package dev.uplink.local.demo;

/** The demo cannot go on; the message says what was expected and what came instead. */
public final class DemoFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DemoFailedException(String message) {
    super(message);
  }

  public DemoFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
