package dev.uplink.ingress.controlplane.trigger;

import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.serde.MalformedRecordException;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic of decisions from its end, all partitions, in no group: every instance hears all
 * decisions, because any one may be what a request here waits for. Nothing is committed; what is
 * missed during a failure, the waiting request learns by its timeout.
 */
public final class DecisionFeed implements Decisions, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionFeed.class);
  private static final int MOST_EXPECTED = 1_000;
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Supplier<Consumer<String, byte[]>> consumers;
  private final Deserializer<Decision> deserializer;
  private final Map<String, CompletableFuture<Decision>> expected = new ConcurrentHashMap<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean listening;
  private volatile boolean hasListened;

  public DecisionFeed(
      Supplier<Consumer<String, byte[]>> consumers, Deserializer<Decision> deserializer) {
    this.consumers = consumers;
    this.deserializer = deserializer;
    this.thread = new Thread(this::run, "decision-feed");
  }

  public void start() {
    thread.start();
  }

  @Override
  public CompletableFuture<Decision> expect(String deliveryId) {
    if (!listening || expected.size() >= MOST_EXPECTED) {
      throw Refused.because(
          ProblemCode.TRIGGER_UNAVAILABLE, "Nothing was triggered; the request may be sent again.");
    }
    CompletableFuture<Decision> decision = new CompletableFuture<>();
    expected.put(deliveryId, decision);
    // The waiter gets this very future: its giving up, too, must free the place.
    var _ = decision.whenComplete((made, failure) -> expected.remove(deliveryId));
    return decision;
  }

  /** Whether a request that comes now would hear its decision. */
  public boolean isListening() {
    return listening;
  }

  /** Whether it was ready once; whatever happened since. */
  boolean hasListened() {
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
      } catch (KafkaException e) {
        LOG.warn("Decisions cannot be heard for a while: {}", e.toString());
      } finally {
        listening = false;
      }
      pause();
    }
  }

  private void listen(Consumer<String, byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.DECISIONS.name()).stream()
            .map(found -> new TopicPartition(found.topic(), found.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    // Seeking is lazy; asking for the positions makes "the end" mean now and not the first poll.
    partitions.forEach(consumer::position);
    listening = true;
    hasListened = true;
    while (isRunning()) {
      consumer.poll(POLL).forEach(this::offer);
    }
  }

  /** Most decisions are about webhooks, and nobody waits: then they are not even decoded. */
  private void offer(ConsumerRecord<String, byte[]> record) {
    if (expected.isEmpty()) {
      return;
    }
    try {
      Decision decision = deserializer.deserialize(record.topic(), record.value());
      CompletableFuture<Decision> awaited =
          decision == null ? null : expected.get(decision.getDeliveryId());
      if (awaited != null) {
        awaited.complete(decision);
      }
    } catch (MalformedRecordException e) {
      // Not ours to bury: whoever processes decisions makes a dead letter of it.
      LOG.warn("A decision at {}-{} cannot be read", record.partition(), record.offset());
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
