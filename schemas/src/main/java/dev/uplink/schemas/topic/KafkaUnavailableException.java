package dev.uplink.schemas.topic;

import java.util.Objects;

/** Kafka did not answer, or not as it should. */
public final class KafkaUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public KafkaUnavailableException(String message, Throwable cause) {
    super(message + ": " + rootMessage(cause), cause);
  }

  /** A time that is out has no words of its own. */
  private static String rootMessage(Throwable cause) {
    Throwable root = Objects.requireNonNullElse(cause.getCause(), cause);
    return Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
  }
}
