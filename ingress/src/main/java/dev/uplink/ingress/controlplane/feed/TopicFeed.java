package dev.uplink.ingress.controlplane.feed;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all partitions of a topic, in no group: every instance hears everything. Nothing is
 * committed; after a failure it begins again as it began.
 */
public final class TopicFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicFeed.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final String topic;
  private final From from;
  private final Supplier<Consumer<String, byte[]>> consumers;
  private final java.util.function.Consumer<ConsumerRecord<String, byte[]>> listener;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean listening;
  private volatile boolean hasListened;

  /** Where a feed begins, each time. */
  public enum From {
    /** For a compacted topic, of which all is wanted. */
    BEGINNING,
    /** For what happens from now on. */
    END
  }

  /**
   * @param listener called by the feed's one thread; does not throw
   */
  public TopicFeed(
      String topic,
      From from,
      Supplier<Consumer<String, byte[]>> consumers,
      java.util.function.Consumer<ConsumerRecord<String, byte[]>> listener) {
    this.topic = topic;
    this.from = from;
    this.consumers = consumers;
    this.listener = listener;
    this.thread = new Thread(this::run, "feed of " + topic);
  }

  public void start() {
    thread.start();
  }

  /** Whether what is written from now on will be heard. */
  public boolean isListening() {
    return listening;
  }

  /** Whether it was so once; whatever happened since. */
  public boolean hasListened() {
    return hasListened;
  }

  @Override
  public void close() {
    stopped.countDown();
    try {
      // Not alive: also when the start failed before the feed's turn came.
      if (thread.isAlive()) {
        var _ = thread.join(POLL.multipliedBy(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (isRunning()) {
      try (Consumer<String, byte[]> consumer = consumers.get()) {
        listen(consumer);
      } catch (WakeupException e) {
        stopped.countDown();
      } catch (RuntimeException e) {
        LOG.warn("{} cannot be heard for a while: {}", topic, e.toString());
      } finally {
        listening = false;
      }
      pause();
    }
  }

  private void listen(Consumer<String, byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(found -> new TopicPartition(found.topic(), found.partition()))
            .toList();
    consumer.assign(partitions);
    switch (from) {
      case BEGINNING -> consumer.seekToBeginning(partitions);
      case END -> consumer.seekToEnd(partitions);
    }
    // Seeking is lazy; asking for the positions makes "the end" mean now and not the first poll.
    partitions.forEach(consumer::position);
    listening = true;
    hasListened = true;
    while (isRunning()) {
      consumer.poll(POLL).forEach(listener);
    }
  }

  private void pause() {
    try {
      var _ = stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      stopped.countDown();
    }
  }

  private boolean isRunning() {
    return stopped.getCount() > 0;
  }
}
