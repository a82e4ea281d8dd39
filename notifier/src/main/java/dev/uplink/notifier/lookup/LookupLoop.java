package dev.uplink.notifier.lookup;

import dev.uplink.notifier.loop.Restarting;
import dev.uplink.schemas.topic.Topics;
import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.CommitMode;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import io.confluent.parallelconsumer.internal.DrainingCloseable.DrainingMode;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Reads lookups and has them answered, those of one repository one after the other and those of
 * many at once. An offset is committed when everything before it is answered, with a note of what
 * is answered behind it; what was under way when a process died is answered again.
 */
public final class LookupLoop implements Runnable, AutoCloseable {
  private static final int MOST_AT_ONCE = 64;
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final Duration COMMIT_EVERY = Duration.ofSeconds(1);

  /** Of a lookup that has to wait for its integration's others, or for Kafka. */
  private static final Duration AGAIN_AFTER = Duration.ofMillis(250);

  /** What is under way then is cut off, and asked by whoever reads it next. */
  private static final Duration LET_END = Duration.ofSeconds(3);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final LookupHandler handler;
  private final Restarting loop = new Restarting("Lookups cannot be read");
  private volatile boolean reading;

  /**
   * @param consumers makes one in the group of lookups, which is used and closed here
   */
  public LookupLoop(Supplier<Consumer<byte[], byte[]>> consumers, LookupHandler handler) {
    this.consumers = consumers;
    this.handler = handler;
  }

  /** Until {@link #close}; begins again after whatever goes wrong. */
  @Override
  public void run() {
    loop.run(this::read);
  }

  public boolean isReading() {
    return reading;
  }

  @Override
  public void close() {
    loop.close();
  }

  private void read() {
    Consumer<byte[], byte[]> consumer = consumers.get();
    ParallelStreamProcessor<byte[], byte[]> processor;
    try {
      processor = ParallelStreamProcessor.createEosStreamProcessor(options(consumer));
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
    try {
      processor.subscribe(List.of(Topics.LOOKUP_REQUESTS.name()));
      processor.poll(context -> handler.handle(context.getSingleConsumerRecord()));
      reading = true;
      while (loop.isRunning() && !processor.isClosedOrFailed()) {
        loop.pause(LOOK_EVERY);
      }
    } finally {
      reading = false;
      processor.close(LET_END, DrainingMode.DONT_DRAIN);
    }
    if (loop.isRunning()) {
      throw new IllegalStateException("the consumer has ended by itself");
    }
  }

  private static ParallelConsumerOptions<byte[], byte[]> options(
      Consumer<byte[], byte[]> consumer) {
    return ParallelConsumerOptions.<byte[], byte[]>builder()
        .consumer(consumer)
        .ordering(ProcessingOrder.KEY)
        .maxConcurrency(MOST_AT_ONCE)
        .commitMode(CommitMode.PERIODIC_CONSUMER_ASYNCHRONOUS)
        .commitInterval(COMMIT_EVERY)
        .retryDelayProvider(failed -> AGAIN_AFTER)
        .shutdownTimeout(LET_END)
        // It looks into the consumer to see that nothing else commits, which we say ourselves.
        .ignoreReflectiveAccessExceptionsForAutoCommitDisabledCheck(true)
        .build();
  }
}
