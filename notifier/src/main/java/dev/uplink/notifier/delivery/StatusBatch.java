package dev.uplink.notifier.delivery;

import dev.uplink.notifier.aggregate.SourceRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one poll brought of a partition, as far as it could be read.
 *
 * @param records in their order
 * @param failure why it could not be read to its end, for now; null when it was
 * @param next the offset to go on at: behind the records and what is between them and is no record,
 *     or of the one that could not be read
 */
record StatusBatch(List<Read> records, @Nullable RuntimeException failure, long next) {
  sealed interface Read {}

  record Status(Desired desired) implements Read {}

  /**
   * @param failure why it will never be one; null for a record that says nothing
   */
  record NoStatus(SourceRecord source, @Nullable RuntimeException failure) implements Read {}
}
