package dev.uplink.processor.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

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
final class Fit {
  /** What Kafka adds to a record that is alone in its batch, and the wire format's header. */
  private static final long ROOM_FOR_THE_REST = 1024;

  private final long headers;

  private Fit(Headers headers) {
    this.headers = RecordSize.of(headers);
  }

  /** What is too large, in words; empty when all results of the record fit. */
  static Optional<String> misfit(Record<String, ?> cause, Results results) {
    Fit fit = new Fit(cause.headers());
    Optional<String> misfit = Optional.empty();
    for (RunCommand command : results.commands()) {
      misfit = misfit.or(() -> fit.misfit(Topics.RUN_COMMANDS, command.getTargetId(), command));
    }
    for (Rejection rejection : results.rejections()) {
      misfit = misfit.or(() -> fit.misfit(Topics.REJECTIONS, rejection.getTargetId(), rejection));
    }
    return misfit.or(() -> fit.misfit(Topics.DECISIONS, cause.key(), results.decision()));
  }

  private <T extends SpecificRecord> Optional<String> misfit(Topic<T> topic, String key, T value) {
    long bytes = ROOM_FOR_THE_REST + headers + key.getBytes(UTF_8).length + size(value);
    int allowed = topic.settings().maxRecordBytes();
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
