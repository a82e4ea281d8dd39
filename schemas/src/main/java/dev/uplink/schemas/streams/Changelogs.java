package dev.uplink.schemas.streams;

import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Partitions of changelogs, as their refill has to do with them. */
interface Changelogs {
  /** What is committed in one. */
  sealed interface Contents {
    /** There is nothing in it, or no such topic. */
    record Nothing() implements Contents {}

    /**
     * @param mark by which copy
     * @param keys of the rows
     */
    record Refilled(RefillMark mark, Set<Bytes> keys) implements Contents {}

    /**
     * An application wrote there.
     *
     * @param records that no refill wrote, or that came after one
     */
    record Others(long records) implements Contents {}
  }

  /** Takes rows; one without a value is no more. */
  interface Rows {
    void row(byte[] key, byte @Nullable [] value, OptionalLong time);
  }

  Contents read(TopicPartition changelog);

  /** Whether nobody ever wrote there. */
  boolean isUntouched(TopicPartition changelog);

  /**
   * Writes all of it or nothing, with the mark at the end.
   *
   * @param content gives all rows, and returns the key of none, for the mark
   */
  void write(TopicPartition changelog, RefillMark mark, Function<Rows, byte[]> content);
}
