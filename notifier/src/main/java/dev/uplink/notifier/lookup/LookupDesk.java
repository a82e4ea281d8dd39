package dev.uplink.notifier.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Ticker;
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
import dev.uplink.schemas.trace.About;
import dev.uplink.schemas.trace.Doing;
import dev.uplink.schemas.trace.Lineage;
import dev.uplink.schemas.trace.Tracing;
import io.confluent.parallelconsumer.PCRetriableException;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One record becomes one answer, or one dead letter. Several threads at once. */
public final class LookupDesk {
  private static final Logger LOG = LoggerFactory.getLogger(LookupDesk.class);

  private static final String STAGE = "answer-lookup";

  /** So that one Bitbucket that is slow leaves room for the others. */
  private static final int MOST_OF_ONE = 8;

  /** What the key and Kafka itself add to a record. */
  private static final int ROOM_FOR_THE_REST = 4 * 1024;

  /** With a minute for clocks that differ; a backlog must not be worked off for nobody. */
  private static final Duration AWAITED_FOR = Limits.LOOKUP_WAIT.plusMinutes(1);

  private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(30);

  private final Producer<byte[], byte[]> producer;
  private final Deserializer<LookupRequest> deserializer;
  private final Serializer<LookupResult> serializer;
  private final DeadLetters deadLetters;
  private final RememberedReplies replies;
  private final LookupLog log;
  private final Tracing tracing;
  private final InstantSource clock;
  private final Map<String, Integer> underWay = new ConcurrentHashMap<>();

  public LookupDesk(
      Producer<byte[], byte[]> producer,
      AvroSerdes serdes,
      DeadLetters deadLetters,
      Asking asking,
      MeterRegistry meters,
      Tracing tracing,
      InstantSource clock) {
    this.producer = producer;
    this.deserializer = serdes.deserializer(Topics.LOOKUP_REQUESTS);
    this.serializer = serdes.serializer(Topics.LOOKUP_RESULTS);
    this.deadLetters = deadLetters;
    this.replies = new RememberedReplies(asking, Ticker.systemTicker());
    this.log = new LookupLog(meters);
    this.tracing = tracing;
    this.clock = clock;
  }

  /**
   * Returns when Kafka has what came of it. Throws {@link PCRetriableException} when it has to be
   * handed in again a moment later.
   */
  void handle(ConsumerRecord<byte[], byte[]> record) {
    try {
      @Nullable Lookup lookup = read(record);
      if (lookup != null) {
        handle(record, lookup);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PCRetriableException("the notifier is ending", e);
    }
  }

  private void handle(ConsumerRecord<byte[], byte[]> record, Lookup lookup)
      throws InterruptedException {
    Instant began = clock.instant();
    Lineage from = Lineage.of(record.headers());
    About about = new About(from.deliveryId(), lookup.integrationId(), null);
    // Never ended, and so not told, when it has to be handed in again.
    Span step = tracing.begin("answer lookup", SpanKind.CONSUMER, about, from);
    try (Doing _ = tracing.during(about, step)) {
      Reply reply = reply(lookup, Instant.ofEpochMilli(record.timestamp()));
      write(lookup, reply, from.after(step));
      step.setAttribute("uplink.lookup", lookup.kind().name());
      step.setAttribute("uplink.lookup.outcome", LookupMapper.outcome(reply).name());
      step.end();
      log.ended(lookup, from.deliveryId(), reply, Duration.between(began, clock.instant()));
    }
  }

  private Reply reply(Lookup lookup, Instant askedAt) throws InterruptedException {
    if (askedAt.plus(AWAITED_FOR).isBefore(clock.instant())) {
      return new Reply.Unanswered(Fault.TIMED_OUT, "it was asked too long ago to be awaited");
    }
    Optional<Reply> known = replies.known(lookup);
    if (known.isPresent()) {
      return known.get();
    }
    String integration = lookup.integrationId();
    try {
      if (underWay.merge(integration, 1, Integer::sum) > MOST_OF_ONE) {
        throw new PCRetriableException("as many as may be at once wait for " + integration);
      }
      return replies.ask(lookup);
    } catch (PCRetriableException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      // Asked again it would end alike, and hold up the repository's others for ever. Of an error
      // nobody else would hear: the consumer takes it for a record that is still being handled.
      LOG.warn("lookup={} repository={} failed", lookup.id(), lookup.key(), e);
      return new Reply.Unanswered(Fault.NOTIFIER_FAILED, "the notifier could not ask");
    } finally {
      underWay.computeIfPresent(integration, (id, count) -> count == 1 ? null : count - 1);
    }
  }

  private @Nullable Lookup read(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
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

  private void write(Lookup lookup, Reply reply, Lineage lineage) throws InterruptedException {
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
