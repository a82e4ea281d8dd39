package dev.uplink.schemas.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.Uuid;

/**
 * How far the copy was that a partition of a changelog was refilled from. It is the last record
 * that a refill writes there, in the same transaction as the rows: so where it is, all of them are;
 * and where another record is the last, an application has written since.
 *
 * @param topic the lost one that the copy was made of
 * @param position in that one
 */
record RefillMark(Uuid topic, long position) {
  /** Name of the record's header; its key is that of no row, and its value none. */
  static final String HEADER = "uplink-refilled";

  private static final char AT = '@';

  byte[] bytes() {
    return (topic.toString() + AT + position).getBytes(UTF_8);
  }

  static RefillMark of(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    int at = text.lastIndexOf(AT);
    return new RefillMark(
        Uuid.fromString(text.substring(0, at)), Long.parseLong(text.substring(at + 1)));
  }
}
