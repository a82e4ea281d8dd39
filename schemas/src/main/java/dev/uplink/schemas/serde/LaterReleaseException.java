package dev.uplink.schemas.serde;

import org.apache.avro.message.MissingSchemaException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * A row of a store was written with a schema that this release does not know. Nothing is wrong with
 * the record that needs the row: it is for an instance of the later release to deal with.
 */
public final class LaterReleaseException extends SerializationException {
  private static final long serialVersionUID = 1L;

  LaterReleaseException(String row, MissingSchemaException cause) {
    super("A row of " + row + " is of a release that this one does not know: a later one?", cause);
  }
}
