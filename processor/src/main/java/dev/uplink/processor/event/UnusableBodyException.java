package dev.uplink.processor.event;

import dev.uplink.schemas.avro.DeadLetterReason;

/** Carries the reason out of the recursion; never leaves the package. */
final class UnusableBodyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final DeadLetterReason reason;

  UnusableBodyException(DeadLetterReason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  DeadLetterReason reason() {
    return reason;
  }
}
