package dev.uplink.ingress.controlplane.delivery.projection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what some topics tell of deliveries into the database. All instances share the partitions;
 * each batch is written first and committed then, so that after a failure it is written again,
 * which changes nothing. While the database or the registry is away, it waits at the batch.
 *
 * @param <N> what they tell
 */
public final class DeliveryProjection<N> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryProjection.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final Supplier<Consumer<String, byte[]>> consumers;
  private final NewsReader<N> reader;
  private final NewsWriter<N> writer;
  private final Duration pause;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;

  /**
   * @param name of its thread
   * @param pause before something is tried again
   */
  public DeliveryProjection(
      String name,
      Supplier<Consumer<String, byte[]>> consumers,
      NewsReader<N> reader,
      NewsWriter<N> writer,
      Duration pause) {
    this.consumers = consumers;
    this.reader = reader;
    this.writer = writer;
    this.pause = pause;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    stopped.countDown();
    try {
      // Not alive: also when the start failed before its turn came.
      if (thread.isAlive()) {
        var _ = thread.join(POLL.multipliedBy(10));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (isRunning()) {
      try (Consumer<String, byte[]> consumer = consumers.get()) {
        consumer.subscribe(reader.topics());
        while (isRunning()) {
          follow(consumer);
        }
      } catch (InterruptException e) {
        stopped.countDown();
      } catch (RuntimeException e) {
        // Of any kind: a thread that ended by an exception would end the list's growth unnoticed.
        LOG.warn("{} are not followed for a while: {}", thread.getName(), e.toString());
      }
      rest(pause);
    }
  }

  private void follow(Consumer<String, byte[]> consumer) {
    ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
    if (records.isEmpty()) {
      return;
    }
    long startedAt = System.nanoTime();
    try {
      writer.write(read(records));
    } catch (RuntimeException e) {
      // Of any kind: what is in the records' nature was skipped, so this is something's absence.
      waitAt(consumer, records, e);
      return;
    }
    commit(consumer);
    // As long as it worked: a peak of webhooks makes the list late, and not the webhooks.
    rest(Duration.ofNanos(System.nanoTime() - startedAt));
  }

  private List<N> read(ConsumerRecords<String, byte[]> records) {
    return StreamSupport.stream(records.spliterator(), false)
        .flatMap(record -> reader.read(record).stream())
        .toList();
  }

  /** What is lost here is read again by whoever has the partition now. */
  private static void commit(Consumer<String, byte[]> consumer) {
    try {
      consumer.commitSync();
    } catch (CommitFailedException | RebalanceInProgressException e) {
      LOG.debug("not committed: {}", e.toString());
    }
  }

  /** Goes on polling meanwhile, or the group would take the partitions away. */
  private void waitAt(
      Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records, Exception why) {
    LOG.warn("{} wait: {}", thread.getName(), why.toString());
    rewind(consumer, records);
    consumer.pause(consumer.assignment());
    // Of partitions that were assigned just now, and so are not paused.
    rewind(consumer, consumer.poll(pause));
    consumer.resume(consumer.assignment());
  }

  private static void rewind(
      Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      consumer.seek(partition, records.records(partition).getFirst().offset());
    }
  }

  private void rest(Duration time) {
    try {
      var _ = stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      stopped.countDown();
    }
  }

  private boolean isRunning() {
    return stopped.getCount() > 0;
  }
}
