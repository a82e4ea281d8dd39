package dev.uplink.ingress.controlplane.delivery.projection;

import dev.uplink.schemas.serde.MalformedRecordException;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what some topics tell, and counts what cannot be read.
 *
 * @param <N> what they tell
 */
public final class NewsReader<N> {
  /** What a record of one topic tells; null if that is nothing. */
  public interface Telling<N> {
    @Nullable N told(ConsumerRecord<String, byte[]> record);
  }

  private final Map<String, Telling<N>> tellings;
  private final SkippedNews skipped;

  /**
   * @param tellings by the topic's name
   */
  public NewsReader(Map<String, Telling<N>> tellings, SkippedNews skipped) {
    this.tellings = Map.copyOf(tellings);
    this.skipped = skipped;
    skipped.expect(this.tellings.keySet());
  }

  /** The topics that are read, in the order of their names. */
  List<String> topics() {
    return tellings.keySet().stream().sorted().toList();
  }

  /**
   * Empty for a record that tells nothing of deliveries, and for one that cannot be read: of that,
   * whoever processes the topic makes the dead letter. Throws what may pass.
   */
  public Optional<N> read(ConsumerRecord<String, byte[]> record) {
    @Nullable Telling<N> telling = tellings.get(record.topic());
    if (telling == null) {
      throw new IllegalArgumentException("not subscribed to " + record.topic());
    }
    try {
      return Optional.ofNullable(telling.told(record));
    } catch (RuntimeException e) {
      if (mayPass(e)) {
        throw e;
      }
      skipped.unreadable(record, e);
      return Optional.empty();
    }
  }

  /** The registry's absence, also as a foreign deserializer tells it. */
  private static boolean mayPass(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MalformedRecordException) {
        return false;
      }
      // An end too early, or no number: Avro's complaints about bytes, which no repetition mends.
      boolean isAvro =
          cause instanceof EOFException || cause instanceof InvalidNumberEncodingException;
      if (cause instanceof RetriableException || (cause instanceof IOException && !isAvro)) {
        return true;
      }
    }
    return false;
  }
}
