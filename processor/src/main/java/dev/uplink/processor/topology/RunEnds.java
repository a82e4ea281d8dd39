package dev.uplink.processor.topology;

import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.id.RunId;
import dev.uplink.schemas.run.RunStates;
import dev.uplink.schemas.streams.GlobalRecord;
import dev.uplink.schemas.streams.Received;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/** Reads from schedulers' words which runs have ended, and nothing else. */
final class RunEnds {
  private RunEnds() {}

  /**
   * The run's end under its group, as {@link RunEnd#text}, if the update is one. What cannot be
   * read is passed over: the notifier reads this topic too and makes the dead letters, of which
   * there shall be one.
   */
  static List<KeyValue<String, String>> of(@Nullable GlobalRecord<RunUpdate> record) {
    if (!(record instanceof Received<RunUpdate>(RunUpdate update, ByteBuffer bytes))
        || !RunStates.FINAL.contains(update.getState())
        || isRefused(update, bytes)) {
      return List.of();
    }
    try {
      RunId run = new RunId(update.getRunId());
      return List.of(KeyValue.pair(run.group(), new RunEnd(run, update.getState()).text()));
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  /** What the notifier gives back as a dead letter must not count here. */
  private static boolean isRefused(RunUpdate update, ByteBuffer bytes) {
    long version = update.getStateVersion();
    return version < 0
        || version > Limits.LARGEST_INTEGER
        || bytes.remaining() > Limits.RECORD_BYTES;
  }
}
