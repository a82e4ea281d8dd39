package dev.uplink.processor.catalogue;

import dev.uplink.processor.metrics.Meters;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.streams.Origin;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes dead letters for the catalogue with a producer of its own, since global stores know no
 * transactions. Whoever reads the topic from its start writes them again; their key, the origin, is
 * the same then.
 */
public final class CatalogueDeadLetters implements CatalogueFaults {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogueDeadLetters.class);

  private final DeadLetters deadLetters;
  private final Producer<byte[], byte[]> producer;
  private final Meters meters;

  public CatalogueDeadLetters(
      DeadLetters deadLetters, Producer<byte[], byte[]> producer, Meters meters) {
    this.deadLetters = deadLetters;
    this.producer = producer;
    this.meters = meters;
  }

  /** Throws {@link KafkaException} when it could not be written: it must not vanish. */
  @Override
  public void report(
      Origin origin, DeadLetterReason reason, RuntimeException failure, byte[] key, byte[] value) {
    String message = String.valueOf(failure.getMessage());
    DeadLetter letter =
        deadLetters.letter(origin, "read-catalogue", reason, message, failure, key, value);
    try {
      producer.send(deadLetters.record(origin, letter)).get();
    } catch (ExecutionException e) {
      throw new KafkaException("could not write a dead letter for " + origin.key(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while writing a dead letter", e);
    }
    meters.deadLetter(reason);
    LOG.warn("dead-letter origin={} reason={}", origin.key(), reason);
  }
}
