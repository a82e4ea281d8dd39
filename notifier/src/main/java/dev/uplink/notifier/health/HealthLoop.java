package dev.uplink.notifier.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.notifier.bitbucket.Integrations;
import dev.uplink.notifier.bitbucket.status.PostResult;
import dev.uplink.notifier.bitbucket.status.Posting;
import dev.uplink.notifier.delivery.Backlogs;
import dev.uplink.notifier.lookup.Asking;
import dev.uplink.notifier.lookup.Reply;
import dev.uplink.notifier.loop.Restarting;
import dev.uplink.notifier.probe.Findings;
import dev.uplink.notifier.probe.Probe;
import dev.uplink.notifier.quota.Budgets;
import dev.uplink.schemas.avro.IntegrationHealth;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.streams.Transience;
import dev.uplink.schemas.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps uplink.integration-health up to date with what the calls of this notifier say. Reads the
 * whole topic, in no group: every notifier knows what all know.
 */
public final class HealthLoop implements Runnable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthLoop.class);
  private static final String TOPIC = Topics.INTEGRATION_HEALTH.name();
  private static final Duration POLL = Duration.ofMillis(500);

  /**
   * How long a record whose schema could not be had waits at first; twice as long each time in a
   * row.
   */
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(32);
  private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(5);

  private final HealthBook book;
  private final Supplier<Standing> standing;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Producer<byte[], byte[]> producer;
  private final Deserializer<IntegrationHealth> deserializer;
  private final Serializer<IntegrationHealth> serializer;
  private final Integrations integrations;
  private final InstantSource clock;
  private final Restarting loop = new Restarting("Health cannot be told");
  private Instant swept;

  /**
   * @param notifier this one's name among others
   */
  public HealthLoop(
      String notifier,
      Supplier<Consumer<byte[], byte[]>> consumers,
      Producer<byte[], byte[]> producer,
      AvroSerdes serdes,
      Integrations integrations,
      Backlogs backlogs,
      Budgets budgets,
      MeterRegistry meters,
      InstantSource clock) {
    this.book = new HealthBook(notifier);
    this.standing = () -> new Standing(backlogs.latest(), budgets::left);
    this.consumers = consumers;
    this.producer = producer;
    this.deserializer = serdes.deserializer(Topics.INTEGRATION_HEALTH);
    this.serializer = serdes.serializer(Topics.INTEGRATION_HEALTH);
    this.integrations = integrations;
    this.clock = clock;
    this.swept = clock.instant();
    meters.gauge("uplink.integrations.unhealthy", book, HealthBook::unhealthy);
  }

  /** The same, and what it says of the integration is noted. */
  public Posting noting(Posting poster) {
    return (status, priority) -> {
      PostResult result = poster.post(status, priority);
      CallOutcomes.of(status.place(), result, now()).ifPresent(book::note);
      return result;
    };
  }

  /** The same, and what it says of the integration is noted. */
  public Function<Probe, Findings> notingProbes(Function<Probe, Findings> prober) {
    return probe -> {
      Findings findings = prober.apply(probe);
      CallOutcomes.of(probe, findings, now()).ifPresent(book::note);
      return findings;
    };
  }

  /** The same, and what it says of the integration is noted. */
  public Asking notingLookups(Asking asking) {
    return lookup -> {
      Reply reply = asking.ask(lookup);
      CallOutcomes.of(lookup, reply, now()).ifPresent(book::note);
      return reply;
    };
  }

  /** Until {@link #close}; begins again after whatever goes wrong. */
  @Override
  public void run() {
    loop.run(
        () -> {
          try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            follow(consumer);
          }
        });
  }

  @Override
  public void close() {
    loop.close();
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(TOPIC).stream()
            .map(found -> new TopicPartition(found.topic(), found.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    boolean caughtUp = false;
    Duration pause = FIRST_PAUSE;
    while (loop.isRunning()) {
      if (!hear(consumer.poll(POLL), consumer)) {
        // Nothing is told meanwhile: it would lack what other notifiers know.
        loop.pause(pause);
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
        continue;
      }
      pause = FIRST_PAUSE;
      // Before that we would tell what the topic knows already.
      caughtUp =
          caughtUp
              || ends.entrySet().stream()
                  .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
      if (caughtUp) {
        book.due(now(), standing.get()).forEach(health -> write(health.integrationId(), health));
        sweepIfDue();
      }
    }
  }

  /**
   * All but what comes behind a record whose schema cannot be had just now, which is to be read
   * again with the next.
   *
   * @return whether that was all there was
   */
  private boolean hear(ConsumerRecords<byte[], byte[]> records, Consumer<byte[], byte[]> consumer) {
    boolean all = true;
    for (TopicPartition partition : records.partitions()) {
      for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
        if (!hear(record)) {
          consumer.seek(partition, record.offset());
          all = false;
          break;
        }
      }
    }
    return all;
  }

  /**
   * @return false if it cannot be read just now, and is to be read again; true also for what never
   *     can be
   */
  private boolean hear(ConsumerRecord<byte[], byte[]> record) {
    try {
      @Nullable IntegrationHealth health = deserializer.deserialize(TOPIC, record.value());
      book.heard(
          new String(record.key(), UTF_8), health == null ? null : HealthMapper.fromRecord(health));
    } catch (RuntimeException e) {
      LOG.warn(
          "Health at {}-{} cannot be read: {}", record.partition(), record.offset(), e.toString());
      return !Transience.mayPass(e);
    }
    return true;
  }

  /**
   * Deleted integrations have no health, and notifiers that were scaled away no queue. What another
   * notifier knows is written again.
   */
  private void sweepIfDue() {
    if (now().isBefore(swept.plus(BETWEEN_SWEEPS))) {
      return;
    }
    swept = now();
    book.withoutGoneQueues(swept).forEach(health -> write(health.integrationId(), health));
    try {
      book.dropUnless(
              health -> integrations.find(health.account(), health.integrationId()).isPresent())
          .forEach(health -> write(health.integrationId(), null));
    } catch (InvalidStateStoreException e) {
      LOG.info("health is swept later: {}", e.toString());
    }
  }

  private void write(String integrationId, @Nullable Health health) {
    byte @Nullable [] value =
        health == null ? null : serializer.serialize(TOPIC, HealthMapper.toRecord(health, now()));
    var _ =
        producer.send(
            new ProducerRecord<>(TOPIC, integrationId.getBytes(UTF_8), value),
            (metadata, failure) -> {
              if (failure != null) {
                LOG.warn("Health of integration={} is not told", integrationId, failure);
              }
            });
  }

  private Instant now() {
    return HealthMapper.now(clock.instant());
  }
}
