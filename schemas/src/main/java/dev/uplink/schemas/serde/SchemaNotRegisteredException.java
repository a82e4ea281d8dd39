package dev.uplink.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/** The registry does not have, or does not accept, the schema this version writes. */
public final class SchemaNotRegisteredException extends SerializationException {
  private static final long serialVersionUID = 1L;

  public SchemaNotRegisteredException(String message) {
    super(message);
  }
}
