package dev.uplink.schemas.serde;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The Confluent wire format: a zero byte, the schema's id in four bytes, Avro binary. */
final class WireFormat {
  static final int HEADER_BYTES = 5;
  private static final byte MAGIC = 0;

  private WireFormat() {}

  static byte[] header(int schemaId) {
    return ByteBuffer.allocate(HEADER_BYTES)
        .order(ByteOrder.BIG_ENDIAN)
        .put(MAGIC)
        .putInt(schemaId)
        .array();
  }

  /** Throws {@link MalformedRecordException} when the bytes do not begin with a header. */
  static int schemaId(byte[] bytes) {
    if (bytes.length < HEADER_BYTES) {
      throw new MalformedRecordException(
          "%d bytes (expected: at least %d)".formatted(bytes.length, HEADER_BYTES));
    }
    if (bytes[0] != MAGIC) {
      throw new MalformedRecordException("first byte %d (expected: 0)".formatted(bytes[0]));
    }
    return ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
  }
}
