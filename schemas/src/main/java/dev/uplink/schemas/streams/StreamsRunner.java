package dev.uplink.schemas.streams;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Kafka Streams running. A failed thread is replaced after a while: what reaches this point
 * may pass (a broker, the registry), since whatever cannot has become a dead letter. Only when the
 * client as a whole is lost does it end, and with it the process, for a supervisor to restart.
 */
public final class StreamsRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsRunner.class);

  /** How long closing may take: less than the 30 s that most supervisors leave a process. */
  private static final Duration CLOSING = Duration.ofSeconds(20);

  private final KafkaStreams streams;
  private final StateFolder folder;
  private final InstantSource clock;
  private final Backoff backoff = new Backoff();
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean started;

  /**
   * @param folder where these streams keep their state
   */
  public StreamsRunner(KafkaStreams streams, StateFolder folder, InstantSource clock) {
    this.streams = streams;
    this.folder = folder;
    this.clock = clock;
    streams.setStateListener((next, previous) -> changed(next));
    streams.setUncaughtExceptionHandler(this::failed);
  }

  public void start() {
    folder.noteOpened();
    started = true;
    streams.start();
  }

  /** Returns when it processes for the first time: false when it ended before that. */
  public boolean awaitRunning() throws InterruptedException {
    running.await();
    return ended.getCount() > 0;
  }

  /** Whether it was processing once: from then on, what reads its stores may expect them. */
  public boolean hasRun() {
    return running.getCount() == 0;
  }

  /** Whether it processes: not while it restores stores or partitions move. */
  public boolean isRunning() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** Whether waiting longer can help. */
  public boolean isAlive() {
    return !streams.state().hasCompletedShutdown()
        && streams.state() != KafkaStreams.State.PENDING_ERROR;
  }

  /** Returns when it has ended: false when by itself, true when it was closed. */
  public boolean awaitEnd() throws InterruptedException {
    ended.await();
    return closing.getCount() == 0;
  }

  /**
   * Ends it as if by itself, so that the process ends and is started anew. Nothing is closed here:
   * who must not go on need not write to the end either.
   */
  public void abandon() {
    end();
  }

  @Override
  public void close() {
    closing.countDown();
    if (!streams.close(CLOSING)) {
      LOG.warn("Kafka Streams did not close within {}", CLOSING);
    } else if (started) {
      // Who never opened the state knows nothing of how it was left.
      folder.noteClosed();
    }
    end();
  }

  private void changed(KafkaStreams.State next) {
    LOG.info("streams state={}", next);
    if (next == KafkaStreams.State.RUNNING) {
      running.countDown();
    }
    // Not PENDING_ERROR: stores and transactions are still being closed then.
    if (next.hasCompletedShutdown()) {
      end();
    }
  }

  private void end() {
    ended.countDown();
    running.countDown();
  }

  private StreamThreadExceptionResponse failed(Throwable failure) {
    // Kafka Streams cannot replace the thread that follows global stores; and no thread of a
    // process that ran out of memory should go on.
    boolean global = Thread.currentThread().getName().endsWith("GlobalStreamThread");
    if (global || failure instanceof Error) {
      LOG.error("streams ends global={}", global, failure);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    Duration pause = backoff.next(clock.instant());
    LOG.warn("streams thread failed, next attempt in {}", pause, failure);
    try {
      if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("closing, so nothing is attempted again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }
}
