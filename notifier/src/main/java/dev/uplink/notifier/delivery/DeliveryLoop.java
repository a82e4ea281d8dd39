package dev.uplink.notifier.delivery;

import dev.uplink.notifier.aggregate.SourceRecord;
import dev.uplink.notifier.quota.Budgets;
import dev.uplink.schemas.streams.Transience;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
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
  private final StatusBatches batches;
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
      StatusBatches batches,
      Dispatcher dispatcher,
      CommittedOffsets offsets,
      Budgets budgets,
      InstantSource clock) {
    this.consumer = consumer;
    this.batches = batches;
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
    consumer.pause(dispatcher.isFull() ? consumer.assignment() : notToBeRead());
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    records
        .nextOffsets()
        .forEach(
            (partition, next) ->
                batches.begin(partition, records.records(partition), next.offset()));
    batches.ended(POLL).forEach(this::take);
    dispatcher.turn();
    lastTurn = clock.instant();
    offsets.commitIfDue(lastTurn);
  }

  /** Of one partition one batch after the other, or an older status could come behind a newer. */
  private Set<TopicPartition> notToBeRead() {
    Set<TopicPartition> partitions = new HashSet<>(waits.at(clock.instant()));
    partitions.addAll(batches.underWay());
    return partitions;
  }

  private void take(TopicPartition partition, StatusBatch batch) {
    batch.records().forEach(this::take);
    if (batch.failure() != null) {
      if (waits.begin(partition, clock.instant())) {
        LOG.warn(
            "partition {} waits for the schema registry: {}",
            partition,
            batch.failure().getMessage());
      }
      consumer.seek(partition, batch.next());
      return;
    }
    if (waits.end(partition)) {
      LOG.info("partition {} is read on", partition);
    }
    dispatcher.ledger().reached(partition.partition(), batch.next());
    if (ends.containsKey(partition) && batch.next() >= ends.get(partition)) {
      ends.remove(partition);
      dispatcher.caughtUp(partition.partition());
    }
  }

  private void take(StatusBatch.Read read) {
    switch (read) {
      case StatusBatch.Status(Desired status) -> accept(status);
      case StatusBatch.NoStatus(SourceRecord source, RuntimeException failure) ->
          dispatcher.skip(source, failure);
    }
  }

  /** One status that cannot be dealt with must not hold up its partition. */
  private void accept(Desired status) {
    try {
      dispatcher.accept(status);
    } catch (RuntimeException e) {
      if (Transience.mayPass(e)) {
        throw e;
      }
      dispatcher.skip(status.source(), e);
    }
  }

  private void release(Collection<TopicPartition> partitions) {
    List<Integer> numbers = numbers(partitions);
    try {
      dispatcher.release(numbers, LET_TRIES_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    offsets.commitNow();
    forget(partitions);
    dispatcher.ledger().forget(numbers);
  }

  /** What is still being read of them is not told any more, and read by their next owner. */
  private void forget(Collection<TopicPartition> partitions) {
    batches.forget(partitions);
    waits.forget(partitions);
    ends.keySet().removeAll(partitions);
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
      forget(partitions);
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
