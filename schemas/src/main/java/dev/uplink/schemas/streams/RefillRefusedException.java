package dev.uplink.schemas.streams;

/** Lost topics are not refilled as things are; nothing was changed. The message says what to do. */
public final class RefillRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefillRefusedException(String message) {
    super(message);
  }
}
