package dev.uplink.local.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One running program: direct child of the launcher, in its process group, watched by the guard.
 * Its standard input is empty, its output is in a log file.
 */
public final class ChildProcess {
  private static final Duration ORDERLY_END = Duration.ofSeconds(15);

  private static final int INTERRUPTED = 130;

  private final Process process;
  private final CompletableFuture<Void> end;
  private volatile boolean endIsOurs;

  private ChildProcess(Process process, CompletableFuture<Void> end) {
    this.process = process;
    this.end = end;
  }

  /**
   * @param environment all of Uplink's variables that the program gets: those of the launcher's own
   *     environment are not handed down, because a service refuses settings that are not its own
   */
  public static ChildProcess start(
      List<String> command, Map<String, String> environment, LogFile log, Guard guard) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("UPLINK_"));
    builder.environment().putAll(environment);
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true).redirectOutput(log.append());
    try {
      Process process = builder.start();
      guard.watch(process.toHandle(), "TERM");
      return new ChildProcess(
          process, process.onExit().thenAccept(ended -> guard.release(ended.toHandle())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean running() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** Of one that ends by itself. */
  public int awaitEnd() {
    end.join();
    return process.exitValue();
  }

  /** Only for one that has ended. */
  public int exitCode() {
    return process.exitValue();
  }

  /** Asks it to end, and insists when it takes too long. */
  public void stop() {
    endIsOurs = true;
    process.destroy();
    try {
      if (!process.waitFor(ORDERLY_END.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  /** As by SIGKILL: no shutdown hook runs, nothing is flushed. Returns when it is gone. */
  public void kill() {
    endIsOurs = true;
    process.destroyForcibly();
    end.join();
  }

  /** Told the exit code when it ends, or has ended, without {@link #stop} or {@link #kill}. */
  public void onUnexpectedEnd(Consumer<Integer> listener) {
    var _ =
        process
            .onExit()
            .thenAccept(
                ended -> {
                  // A Ctrl-C reaches the whole process group: the launcher is ending as well.
                  if (!endIsOurs && ended.exitValue() != INTERRUPTED) {
                    listener.accept(ended.exitValue());
                  }
                });
  }
}
