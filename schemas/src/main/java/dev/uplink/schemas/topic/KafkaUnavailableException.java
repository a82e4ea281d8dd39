package dev.uplink.schemas.topic;

/** Kafka did not answer, or not as it should. */
public final class KafkaUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public KafkaUnavailableException(String message, Throwable cause) {
    super(message + ": " + rootMessage(cause), cause);
  }

  private static String rootMessage(Throwable cause) {
    Throwable inner = cause.getCause();
    return String.valueOf(inner == null ? cause.getMessage() : inner.getMessage());
  }
}
