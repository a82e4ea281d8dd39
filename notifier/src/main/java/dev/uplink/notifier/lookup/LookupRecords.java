package dev.uplink.notifier.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.LookupResult;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.streams.Origin;
import dev.uplink.schemas.streams.Transience;
import dev.uplink.schemas.topic.Topics;
import dev.uplink.schemas.trace.Lineage;
import io.confluent.parallelconsumer.PCRetriableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The records of lookups: what is asked, what is answered, and what cannot be understood. Whatever
 * is away for a while ends in a {@link PCRetriableException}. Several threads at once.
 */
public final class LookupRecords {
  private static final String STAGE = "answer-lookup";

  /** What the key and Kafka itself add to a record. */
  private static final int ROOM_FOR_THE_REST = 4 * 1024;

  private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(30);

  private final Producer<byte[], byte[]> producer;
  private final Deserializer<LookupRequest> deserializer;
  private final Serializer<LookupResult> serializer;
  private final DeadLetters deadLetters;
  private final InstantSource clock;

  public LookupRecords(
      Producer<byte[], byte[]> producer,
      AvroSerdes serdes,
      DeadLetters deadLetters,
      InstantSource clock) {
    this.producer = producer;
    this.deserializer = serdes.deserializer(Topics.LOOKUP_REQUESTS);
    this.serializer = serdes.serializer(Topics.LOOKUP_RESULTS);
    this.deadLetters = deadLetters;
    this.clock = clock;
  }

  /** Null for one that cannot be understood, which is a dead letter then. */
  @Nullable Lookup read(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    if (record.value() == null) {
      giveUp(record, DeadLetterReason.UNEXPECTED_TOMBSTONE, "no value", null);
      return null;
    }
    try {
      LookupRequest request = deserializer.deserialize(record.topic(), record.value());
      String key = record.key() == null ? "" : new String(record.key(), UTF_8);
      return LookupMapper.fromRecord(key, request);
    } catch (RuntimeException e) {
      if (Transience.mayPass(e)) {
        throw new PCRetriableException("waits for the schema registry: " + e.getMessage(), e);
      }
      DeadLetterReason reason =
          e instanceof SerializationException
              ? DeadLetterReason.NOT_AVRO
              : DeadLetterReason.INVALID_RECORD;
      giveUp(record, reason, String.valueOf(e.getMessage()), e);
      return null;
    }
  }

  void write(Lookup lookup, Reply reply, Lineage lineage) throws InterruptedException {
    ProducerRecord<byte[], byte[]> answer = record(lookup, reply);
    if (answer.value().length > Limits.RECORD_BYTES - ROOM_FOR_THE_REST) {
      // Whatever Bitbucket said at such length, no file list does: those are bounded.
      answer =
          record(lookup, new Reply.Unanswered(Fault.NOTIFIER_FAILED, "the answer is too long"));
    }
    lineage.writeTo(answer.headers());
    send(answer);
  }

  private ProducerRecord<byte[], byte[]> record(Lookup lookup, Reply reply) {
    String topic = Topics.LOOKUP_RESULTS.name();
    LookupResult result = LookupMapper.toRecord(lookup, reply, clock.instant());
    byte[] key = lookup.key().toString().getBytes(UTF_8);
    return new ProducerRecord<>(topic, key, serializer.serialize(topic, result));
  }

  private void giveUp(
      ConsumerRecord<byte[], byte[]> record,
      DeadLetterReason reason,
      String message,
      @Nullable Throwable failure)
      throws InterruptedException {
    Origin origin = Origin.of(record);
    send(
        deadLetters.record(
            origin,
            deadLetters.letter(
                origin, STAGE, reason, message, failure, record.key(), record.value())));
  }

  private void send(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
    try {
      Objects.requireNonNull(
          producer.send(record).get(WRITTEN_WITHIN.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      throw new PCRetriableException("not written: " + e.getMessage(), e);
    }
  }
}
