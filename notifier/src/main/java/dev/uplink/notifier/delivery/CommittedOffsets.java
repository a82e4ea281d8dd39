package dev.uplink.notifier.delivery;

import dev.uplink.notifier.delivery.OffsetLedger.Position;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledger in Kafka: written often, so that after a crash little is delivered twice. */
final class CommittedOffsets {
  private static final Logger LOG = LoggerFactory.getLogger(CommittedOffsets.class);
  private static final Duration COMMIT_EVERY = Duration.ofMillis(200);

  private static final Duration LAST_COMMIT = Duration.ofSeconds(5);

  /** Several chances in the time of one session. */
  private static final int RENEWALS_A_SESSION = 3;

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final OffsetLedger ledger;
  private final Lease lease;
  private final Duration renewEvery;
  private final InstantSource clock;
  private Instant committedAt = Instant.MIN;
  private Instant renewedAt = Instant.MIN;
  private boolean isUnderWay;
  private @Nullable RuntimeException failure;

  CommittedOffsets(
      Consumer<byte[], byte[]> consumer,
      String topic,
      OffsetLedger ledger,
      Lease lease,
      Duration session,
      InstantSource clock) {
    this.consumer = consumer;
    this.topic = topic;
    this.ledger = ledger;
    this.lease = lease;
    this.renewEvery = session.dividedBy(RENEWALS_A_SESSION);
    this.clock = clock;
  }

  /** Takes up what a former owner left. */
  void begin(Collection<TopicPartition> partitions) {
    Map<TopicPartition, @Nullable OffsetAndMetadata> committed =
        consumer.committed(Set.copyOf(partitions));
    for (TopicPartition partition : partitions) {
      @Nullable OffsetAndMetadata left = committed.get(partition);
      ledger.assigned(
          partition.partition(),
          left == null
              ? new Position(consumer.position(partition), "")
              : new Position(left.offset(), left.metadata()));
    }
    lease.renew(clock.instant());
  }

  /** How far those partitions reach that hold something to read. */
  Map<TopicPartition, Long> ahead(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> ahead = new HashMap<>(consumer.endOffsets(partitions));
    ahead.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
    return ahead;
  }

  /** Throws when we were replaced. Without waiting for Kafka, which may be away. */
  void commitIfDue(Instant now) {
    if (failure != null) {
      throw failure;
    }
    boolean renew = !now.isBefore(renewedAt.plus(renewEvery));
    if (isUnderWay || (!renew && now.isBefore(committedAt.plus(COMMIT_EVERY)))) {
      return;
    }
    committedAt = now;
    Map<Integer, Position> positions = renew ? ledger.all() : ledger.changed();
    if (!positions.isEmpty()) {
      renewedAt = now;
      isUnderWay = true;
      consumer.commitAsync(offsets(positions), (offsets, failed) -> ended(now, positions, failed));
    }
  }

  /** Waits for it, because the partitions are about to go. */
  void commitNow() {
    Map<Integer, Position> positions = ledger.changed();
    if (positions.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(offsets(positions), LAST_COMMIT);
    } catch (CommitFailedException | RetriableException e) {
      LOG.info("not committed, so some statuses are delivered twice: {}", e.getMessage());
    }
  }

  void lost() {
    lease.end();
  }

  private void ended(Instant asked, Map<Integer, Position> positions, @Nullable Exception failed) {
    isUnderWay = false;
    switch (failed) {
      case null -> lease.renew(asked);
      // The partitions are moving, or the broker is away.
      case CommitFailedException e -> notCommitted(positions, e);
      case RetriableException e -> notCommitted(positions, e);
      default -> failure = new IllegalStateException("offsets cannot be committed", failed);
    }
  }

  private void notCommitted(Map<Integer, Position> positions, Exception reason) {
    LOG.info("not committed: {}", reason.getMessage());
    ledger.notCommitted(positions.keySet());
  }

  private Map<TopicPartition, OffsetAndMetadata> offsets(Map<Integer, Position> positions) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    positions.forEach(
        (partition, position) ->
            offsets.put(
                new TopicPartition(topic, partition),
                new OffsetAndMetadata(position.offset(), position.note())));
    return offsets;
  }
}
