package dev.uplink.schemas.streams;

import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes dead letters for global stores with a producer of its own, since those know no
 * transactions. Whoever reads the topic from its start writes them again; their key, the origin, is
 * the same then.
 */
public final class GlobalStoreDeadLetters implements GlobalStoreFaults {
  private static final Logger LOG = LoggerFactory.getLogger(GlobalStoreDeadLetters.class);

  private final DeadLetters deadLetters;
  private final Producer<byte[], byte[]> producer;
  private final String stage;
  private final Consumer<DeadLetterReason> meter;

  /**
   * @param meter told of each dead letter that was written
   */
  public GlobalStoreDeadLetters(
      DeadLetters deadLetters,
      Producer<byte[], byte[]> producer,
      String stage,
      Consumer<DeadLetterReason> meter) {
    this.deadLetters = deadLetters;
    this.producer = producer;
    this.stage = stage;
    this.meter = meter;
  }

  /** Throws {@link KafkaException} when it could not be written: it must not vanish. */
  @Override
  public void report(
      Origin origin, DeadLetterReason reason, RuntimeException failure, byte[] key, byte[] value) {
    String message = String.valueOf(failure.getMessage());
    DeadLetter letter = deadLetters.letter(origin, stage, reason, message, failure, key, value);
    try {
      producer.send(deadLetters.record(origin, letter)).get();
    } catch (ExecutionException e) {
      throw new KafkaException("could not write a dead letter for " + origin.key(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while writing a dead letter", e);
    }
    meter.accept(reason);
    LOG.warn("dead-letter origin={} reason={}", origin.key(), reason);
  }
}
