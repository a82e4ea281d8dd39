package dev.uplink.notifier.delivery;

import dev.uplink.notifier.aggregate.SourceRecord;
import dev.uplink.notifier.quota.Budgets;
import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.streams.Transience;
import dev.uplink.schemas.topic.Topics;
import dev.uplink.schemas.trace.Lineage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries statuses from their topic to the dispatcher, and what is settled back as offsets. */
public final class DeliveryLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryLoop.class);
  private static final String TOPIC = Topics.COMMIT_STATUSES.name();
  private static final Duration POLL = Duration.ofMillis(50);

  /** Longer than a try takes, shorter than Kafka waits for a rebalance. */
  private static final Duration LET_TRIES_END = Duration.ofSeconds(16);

  /** Without a turn for that long the loop hangs, which nothing in it should bring about. */
  private static final Duration SIGN_OF_LIFE = Duration.ofMinutes(2);

  private final Consumer<byte[], byte[]> consumer;
  private final Deserializer<CommitStatus> deserializer;
  private final Dispatcher dispatcher;
  private final CommittedOffsets offsets;
  private final Budgets budgets;
  private final InstantSource clock;

  /** How far partitions that were assigned to us reached then, until we are there. */
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  private final RegistryWaits waits = new RegistryWaits();
  private volatile Instant lastTurn;
  private volatile boolean stopped;

  DeliveryLoop(
      Consumer<byte[], byte[]> consumer,
      Deserializer<CommitStatus> deserializer,
      Dispatcher dispatcher,
      CommittedOffsets offsets,
      Budgets budgets,
      InstantSource clock) {
    this.consumer = consumer;
    this.deserializer = deserializer;
    this.dispatcher = dispatcher;
    this.offsets = offsets;
    this.budgets = budgets;
    this.clock = clock;
    this.lastTurn = clock.instant();
  }

  /** Until {@link #stop}. Throws when it cannot go on; what is not settled is read again then. */
  @Override
  public void run() {
    lastTurn = clock.instant();
    try (consumer) {
      consumer.subscribe(List.of(TOPIC), new Handover());
      while (!stopped) {
        turn();
      }
      release(consumer.assignment());
    }
  }

  public void stop() {
    stopped = true;
  }

  public boolean isAlive() {
    return clock.instant().isBefore(lastTurn.plus(SIGN_OF_LIFE));
  }

  /** One poll, what is read by it, and what is due. */
  void turn() {
    // Memory is bounded by not reading on; polling goes on, or the group would think us dead.
    consumer.resume(consumer.paused());
    consumer.pause(dispatcher.isFull() ? consumer.assignment() : waits.at(clock.instant()));
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    records
        .nextOffsets()
        .forEach((partition, next) -> read(partition, records.records(partition), next.offset()));
    dispatcher.turn();
    lastTurn = clock.instant();
    offsets.commitIfDue(lastTurn);
  }

  /**
   * @param next behind the records, and behind what is between them and is no record
   */
  private void read(
      TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, long next) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      SourceRecord source = source(record);
      try {
        read(source, record.headers());
      } catch (RuntimeException e) {
        if (Transience.mayPass(e)) {
          if (waits.begin(partition, clock.instant())) {
            LOG.warn("partition {} waits for the schema registry: {}", partition, e.getMessage());
          }
          consumer.seek(partition, record.offset());
          return;
        }
        dispatcher.skip(source, e);
      }
    }
    if (waits.end(partition)) {
      LOG.info("partition {} is read on", partition);
    }
    dispatcher.ledger().reached(partition.partition(), next);
    if (ends.containsKey(partition) && next >= ends.get(partition)) {
      ends.remove(partition);
      dispatcher.caughtUp(partition.partition());
    }
  }

  private void read(SourceRecord source, Headers headers) {
    @Nullable CommitStatus status = deserializer.deserialize(TOPIC, source.value());
    if (status == null) {
      dispatcher.skip(source, null);
    } else {
      dispatcher.accept(
          new Desired(StatusDeliveryMapper.fromRecord(status), source, Lineage.of(headers)));
    }
  }

  private static SourceRecord source(ConsumerRecord<byte[], byte[]> record) {
    return new SourceRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        Instant.ofEpochMilli(record.timestamp()),
        record.key(),
        record.value());
  }

  private void release(Collection<TopicPartition> partitions) {
    List<Integer> numbers = numbers(partitions);
    try {
      dispatcher.release(numbers, LET_TRIES_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    offsets.commitNow();
    waits.forget(partitions);
    dispatcher.ledger().forget(numbers);
  }

  private static List<Integer> numbers(Collection<TopicPartition> partitions) {
    return partitions.stream().map(TopicPartition::partition).toList();
  }

  /** Partitions come and go. */
  private final class Handover implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      release(partitions);
    }

    /** Not waiting for tries: another has been making its own for a while. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      List<Integer> numbers = numbers(partitions);
      offsets.lost();
      waits.forget(partitions);
      dispatcher.ledger().forget(numbers);
      numbers.forEach(dispatcher::forget);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      LOG.info("delivering partitions {}", partitions);
      offsets.begin(partitions);
      ends.putAll(offsets.ahead(partitions));
      ends.keySet().forEach(partition -> dispatcher.fallBehind(partition.partition()));
      budgets.share(consumer.assignment().size(), consumer.partitionsFor(TOPIC).size());
    }
  }
}
