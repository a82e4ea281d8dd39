package dev.uplink.schemas.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** How much room a record takes, before compression. */
public final class RecordSize {
  /** Kept by each header beside its key and value. */
  private static final long ROOM_FOR_LENGTHS = 10;

  private RecordSize() {}

  /** How many bytes headers take at most. */
  public static long of(Headers headers) {
    long bytes = 0;
    for (Header header : headers) {
      int value = header.value() == null ? 0 : header.value().length;
      bytes += ROOM_FOR_LENGTHS + header.key().getBytes(UTF_8).length + value;
    }
    return bytes;
  }
}
