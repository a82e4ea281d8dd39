package dev.uplink.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/** These bytes will never be a record of the topic, however often they are read. */
public final class MalformedRecordException extends SerializationException {
  private static final long serialVersionUID = 1L;

  public MalformedRecordException(String message) {
    super(message);
  }

  public MalformedRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
