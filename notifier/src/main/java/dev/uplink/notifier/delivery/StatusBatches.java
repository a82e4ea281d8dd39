package dev.uplink.notifier.delivery;

import dev.uplink.notifier.aggregate.SourceRecord;
import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.streams.Transience;
import dev.uplink.schemas.topic.Topics;
import dev.uplink.schemas.trace.Lineage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads statuses beside the loop that delivers them: a schema that is not known yet has to be asked
 * for, and a registry that takes the question and never answers would hold up all that is to be
 * delivered. Of each partition one batch at a time. Not safe for several threads.
 */
final class StatusBatches {
  private static final String TOPIC = Topics.COMMIT_STATUSES.name();

  private final Map<TopicPartition, CompletableFuture<StatusBatch>> underWay =
      new LinkedHashMap<>();

  /** What was begun since somebody waited last. */
  private final List<CompletableFuture<StatusBatch>> fresh = new ArrayList<>();

  private final Map<TopicPartition, Deserializer<CommitStatus>> deserializers = new HashMap<>();
  private final Supplier<Deserializer<CommitStatus>> deserializer;
  private final Executor executor;

  /**
   * @param deserializer one for each partition, since they need not be safe for several threads
   * @param executor may block; runs one batch of each partition at once
   */
  StatusBatches(Supplier<Deserializer<CommitStatus>> deserializer, Executor executor) {
    this.deserializer = deserializer;
    this.executor = executor;
  }

  /** Those that must not be polled: what comes next would overtake what is being read. */
  Set<TopicPartition> underWay() {
    return underWay.keySet();
  }

  /**
   * @param next behind the records, and behind what is between them and is no record
   */
  void begin(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, long next) {
    Deserializer<CommitStatus> values =
        deserializers.computeIfAbsent(partition, first -> deserializer.get());
    CompletableFuture<StatusBatch> batch =
        CompletableFuture.supplyAsync(() -> read(records, next, values), executor);
    underWay.put(partition, batch);
    fresh.add(batch);
  }

  /**
   * Those that have been read, by partition. Reading takes next to no time unless the registry has
   * to be asked, so whatever was just begun is waited for, but not for long.
   */
  Map<TopicPartition, StatusBatch> ended(Duration patience) {
    await(patience);
    Map<TopicPartition, StatusBatch> ended = new LinkedHashMap<>();
    underWay
        .entrySet()
        .removeIf(
            batch -> {
              boolean done = batch.getValue().isDone();
              if (done) {
                ended.put(batch.getKey(), batch.getValue().join());
              }
              return done;
            });
    return ended;
  }

  /** They are not ours any more, and what is being read of them is not told. */
  void forget(Collection<TopicPartition> partitions) {
    underWay.keySet().removeAll(partitions);
    // Each may be in use still, so whoever gets the partition back begins with another.
    deserializers.keySet().removeAll(partitions);
  }

  private void await(Duration patience) {
    try {
      var _ = // told by each of them
          CompletableFuture.allOf(fresh.toArray(CompletableFuture[]::new))
              .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // What takes longer is told in a later turn, and an error by whoever takes the batch.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    fresh.clear();
  }

  private static StatusBatch read(
      List<ConsumerRecord<byte[], byte[]>> records,
      long next,
      Deserializer<CommitStatus> deserializer) {
    List<StatusBatch.Read> read = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      SourceRecord source = source(record);
      try {
        read.add(read(source, record, deserializer));
      } catch (RuntimeException e) {
        if (Transience.mayPass(e)) {
          return new StatusBatch(read, e, record.offset());
        }
        read.add(new StatusBatch.NoStatus(source, e));
      }
    }
    return new StatusBatch(read, null, next);
  }

  private static StatusBatch.Read read(
      SourceRecord source,
      ConsumerRecord<byte[], byte[]> record,
      Deserializer<CommitStatus> deserializer) {
    @Nullable CommitStatus status = deserializer.deserialize(TOPIC, source.value());
    return status == null
        ? new StatusBatch.NoStatus(source, null)
        : new StatusBatch.Status(
            new Desired(
                StatusDeliveryMapper.fromRecord(status), source, Lineage.of(record.headers())));
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
}
