package dev.uplink.processor.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.Rejection;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.streams.RecordSize;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Whether results fit their topics, asked before anything is written. When the broker refuses one
 * it is too late: Kafka Streams 4.3.1 has the dead letter sent by the producer's own thread, which
 * then waits a minute for metadata that only it could fetch, and the task fails, at every attempt.
 */
final class SizeCheck {
  /** What Kafka adds to a record that is alone in its batch, and the wire format's header. */
  private static final long ROOM_FOR_THE_REST = 1024;

  private final long headers;

  private SizeCheck(Headers headers) {
    this.headers = RecordSize.of(headers);
  }

  /** What is too large, in words; empty when all results of the record fit. */
  static Optional<String> misfit(Record<String, ?> cause, Results results) {
    SizeCheck fit = new SizeCheck(cause.headers());
    Optional<String> misfit = Optional.empty();
    for (RunCommand command : results.commands()) {
      misfit = misfit.or(() -> fit.misfit(Topics.RUN_COMMANDS, command.getTargetId(), command));
    }
    for (Rejection rejection : results.rejections()) {
      misfit = misfit.or(() -> fit.misfit(Topics.REJECTIONS, rejection.getTargetId(), rejection));
    }
    return misfit.or(() -> fit.misfit(Topics.DECISIONS, cause.key(), results.decision()));
  }

  /**
   * Results that did not fit in as few words as it takes: a deletion of many branches may stop more
   * runs than one record can name.
   */
  static Results shortened(Record<String, ?> cause, Results results) {
    Results brief = results.brief();
    SizeCheck fit = new SizeCheck(cause.headers());
    if (fit.room(cause.key(), brief.decision()) >= 0) {
      return brief;
    }
    Results bare = brief.naming(stop -> false);
    Room room = new Room(fit.room(cause.key(), bare.decision()));
    return brief.naming(stop -> room.takes(size(stop)));
  }

  /** What an outcome takes is taken; after the first that does not fit none does. */
  private static final class Room {
    private long left;

    private Room(long bytes) {
      left = bytes;
    }

    private boolean takes(long bytes) {
      left -= bytes;
      return left >= 0;
    }
  }

  /** Below zero where it does not fit. */
  private long room(String key, Decision decision) {
    return Topics.DECISIONS.settings().maxRecordBytes() - bytes(key, decision);
  }

  private long bytes(String key, SpecificRecord value) {
    return ROOM_FOR_THE_REST + headers + key.getBytes(UTF_8).length + size(value);
  }

  private <T extends SpecificRecord> Optional<String> misfit(Topic<T> topic, String key, T value) {
    int allowed = topic.settings().maxRecordBytes();
    // To write a record down only to see its length costs as much as to write it for good.
    if (ROOM_FOR_THE_REST + headers + AvroBound.of(key) + AvroBound.of(value) <= allowed) {
      return Optional.empty();
    }
    long bytes = bytes(key, value);
    return bytes <= allowed
        ? Optional.empty()
        : Optional.of(
            "a result for %s takes %d bytes (allowed: %d)".formatted(topic, bytes, allowed));
  }

  private static long size(SpecificRecord value) {
    Count count = new Count();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(count, null);
    try {
      new SpecificDatumWriter<SpecificRecord>(
              value.getSchema(), SpecificData.getForSchema(value.getSchema()))
          .write(value, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return count.bytes;
  }

  /** Keeps nothing of what is written but its length. */
  private static final class Count extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] written, int offset, int length) {
      bytes += length;
    }
  }
}
