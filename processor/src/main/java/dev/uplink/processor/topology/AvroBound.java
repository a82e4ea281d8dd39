package dev.uplink.processor.topology;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** How many bytes a value takes as Avro at most, without writing it. */
final class AvroBound {
  /** Of the longest number or length that Avro writes. */
  private static final int NUMBER = 10;

  /** The index of a union's branch, and of an enum's symbol: no schema here has 64. */
  private static final int INDEX = 1;

  /** UTF-8 takes no more for a char; a pair of them, which takes four, counts as two. */
  private static final int CHARACTER = 3;

  /** More than any record may take, so that it is measured. */
  private static final int NOT_KNOWN = Integer.MAX_VALUE;

  private AvroBound() {}

  static long of(@Nullable Object value) {
    return switch (value) {
      case null -> INDEX;
      case CharSequence text -> INDEX + NUMBER + (long) CHARACTER * text.length();
      case SpecificRecord record -> fields(record);
      case Collection<?> items -> items(items);
      case Map<?, ?> entries -> items(entries.keySet()) + items(entries.values());
      case ByteBuffer bytes -> INDEX + NUMBER + bytes.remaining();
      case Number _, Boolean _, Enum<?> _, Instant _ -> INDEX + NUMBER;
      case Object _ -> NOT_KNOWN;
    };
  }

  private static long fields(SpecificRecord record) {
    long sum = INDEX;
    for (int field = 0; field < record.getSchema().getFields().size(); field++) {
      sum += of(record.get(field));
    }
    return sum;
  }

  private static long items(Collection<?> items) {
    // The block's count, its size in bytes, and the end.
    long sum = INDEX + 2 * NUMBER + 1;
    for (Object item : items) {
      sum += of(item);
    }
    return sum;
  }
}
