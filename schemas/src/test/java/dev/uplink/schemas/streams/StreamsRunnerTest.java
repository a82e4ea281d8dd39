package dev.uplink.schemas.streams;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsRunnerTest {
  @TempDir Path state;

  private final StillStreams streams = new StillStreams();
  private StateFolder folder;
  private StreamsRunner runner;

  @BeforeEach
  void prepare() {
    folder = new StateFolder(state.resolve("app"), () -> Instant.EPOCH);
    runner = new StreamsRunner(streams, folder, () -> Instant.EPOCH);
  }

  @AfterEach
  void close() {
    runner.close();
  }

  @Test
  void aFailedThreadPausesBeforeItIsReplaced() throws Exception {
    AtomicReference<StreamThreadExceptionResponse> answer = new AtomicReference<>();
    Thread failed = new Thread(() -> answer.set(streams.fail(new DisconnectException())));
    failed.start();

    // The first pause is a short one.
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> failed.getState() == Thread.State.TIMED_WAITING && answer.get() == null);
    failed.join();
    assertThat(answer.get()).isEqualTo(REPLACE_THREAD);
  }

  @Test
  void aPauseEndsWhenTheServiceIsClosed() throws Exception {
    Thread failed = new Thread(this::failUntilPausesAreLong);
    failed.start();
    await().until(() -> failed.getState() == Thread.State.TIMED_WAITING);

    runner.close();

    failed.join();
    assertThat(runner.awaitEnd()).isTrue();
  }

  @Test
  void theThreadOfGlobalStoresCannotBeReplaced() throws Exception {
    CompletableFuture<StreamThreadExceptionResponse> answer = new CompletableFuture<>();

    new Thread(
            () -> answer.complete(streams.fail(new DisconnectException())), "x-GlobalStreamThread")
        .start();

    assertThat(answer.get()).isEqualTo(SHUTDOWN_CLIENT);
  }

  @Test
  void noThreadGoesOnWithoutMemory() {
    assertThat(streams.fail(new OutOfMemoryError("test"))).isEqualTo(SHUTDOWN_CLIENT);
  }

  @Test
  void anErrorEndsItForGood() throws Exception {
    streams.become(State.PENDING_ERROR);
    assertThat(runner.isAlive()).isFalse();
    streams.become(State.ERROR);

    assertThat(runner.awaitEnd()).isFalse();
    assertThat(runner.awaitRunning()).isFalse();
  }

  @Test
  void itIsRunningOnceItHasRestoredItsStores() throws Exception {
    streams.become(State.REBALANCING);
    assertThat(runner.hasRun()).isFalse();
    streams.become(State.RUNNING);

    assertThat(runner.awaitRunning()).isTrue();
    assertThat(runner.isRunning()).isTrue();
  }

  @Test
  void theStateIsOpenUntilItWasClosed() {
    runner.start();
    assertThat(folder.wasLeftOpen()).isTrue();

    runner.close();

    assertThat(folder.wasLeftOpen()).isFalse();
  }

  @Test
  void whatDidNotCloseInTimeIsLeftOpen() {
    streams.hang();
    runner.start();

    runner.close();

    assertThat(folder.wasLeftOpen()).isTrue();
  }

  /** It ended before it came to that, as where topics are lost, and after one that was killed. */
  @Test
  void whoNeverOpenedItDoesNotSayThatItIsClosed() {
    folder.noteOpened();

    runner.close();

    assertThat(folder.wasLeftOpen()).isTrue();
  }

  /** At the seventh failure in a row the pause is half a minute. */
  private void failUntilPausesAreLong() {
    for (int failure = 0; failure < 7; failure++) {
      streams.fail(new DisconnectException());
    }
  }
}
