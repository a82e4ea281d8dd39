package dev.uplink.local;

import dev.uplink.local.process.StartFailedException;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts and stops parts at the same time. */
final class SideBySide implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean ending = new AtomicBoolean();

  /** From now on whatever cannot be started was ended, and says so; false if that was so before. */
  boolean beginEnding() {
    return ending.compareAndSet(false, true);
  }

  boolean isEnding() {
    return ending.get();
  }

  /** Returns when all are through; does not wait for the others once one has failed. */
  void run(List<Runnable> tasks) {
    CompletionService<Void> running = new ExecutorCompletionService<>(threads);
    tasks.forEach(task -> running.submit(task, null));
    try {
      for (int i = 0; i < tasks.size(); i++) {
        running.take().get();
      }
    } catch (ExecutionException e) {
      if (isEnding()) {
        throw new StartFailedException("It was ended while it was starting.", e);
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailedException("interrupted", e);
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
