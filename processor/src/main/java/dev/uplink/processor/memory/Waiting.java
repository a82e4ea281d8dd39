package dev.uplink.processor.memory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The row of an event that waits, as far as it can be read. */
public sealed interface Waiting {

  record Event(Pending pending) implements Waiting {}

  /**
   * It was damaged, or written by a version that kept other facts. What can be told of it all the
   * same is null where even that cannot be read.
   *
   * @param row as it is kept
   * @param at the time of its event's record
   * @param why in plain words
   */
  record Unreadable(
      String row,
      @Nullable String deliveryId,
      Pending.@Nullable Origin origin,
      @Nullable Instant at,
      String why)
      implements Waiting {}
}
