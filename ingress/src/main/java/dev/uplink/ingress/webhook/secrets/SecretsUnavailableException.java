package dev.uplink.ingress.webhook.secrets;

/** The database did not say which secrets there are. Passing: the same question may be answered. */
public final class SecretsUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SecretsUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
