package dev.uplink.schemas.serde;

import org.apache.kafka.common.errors.RetriableException;

/** The registry did not answer, or answered 5xx: the same call may succeed later. */
public final class RegistryUnavailableException extends RetriableException {
  private static final long serialVersionUID = 1L;

  public RegistryUnavailableException(String message) {
    super(message);
  }

  public RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
