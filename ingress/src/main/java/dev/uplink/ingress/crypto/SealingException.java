package dev.uplink.ingress.crypto;

/** A secret could not be sealed or opened. The message never holds any part of the secret. */
public final class SealingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SealingException(String message, Throwable cause) {
    super(message, cause);
  }
}
