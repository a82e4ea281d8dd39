package dev.uplink.local.part;

import dev.uplink.local.process.ChildProcess;
import dev.uplink.local.process.Guard;
import dev.uplink.local.process.LogFile;
import dev.uplink.local.process.StartFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A Java program in a process of its own that says over HTTP when it is ready. */
public final class JavaPart implements Part {
  /** Ten times what it takes: a busy machine is no reason to give up. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Supplier<Program> recipe;
  private final Guard guard;
  private final Consumer<String> trouble;
  private final HttpClient http = HttpClient.newHttpClient();
  private volatile @Nullable ChildProcess child;

  /**
   * What to run.
   *
   * @param name for people
   * @param environment all of the UPLINK_ variables it gets
   * @param ready answers 200 once it can be used
   */
  public record Program(
      String name, List<String> command, Map<String, String> environment, LogFile log, URI ready) {

    private String epitaph(int exitCode) {
      return lastWords("ended by itself (exit code " + exitCode + ")");
    }

    private String lastWords(String what) {
      return "%s %s. Its log, %s, ends with:%n%s".formatted(name, what, log.path(), log.tail());
    }

    /** Hides the environment, which has keys and passwords in it. */
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * The program is asked for at each start. Trouble is told when it ends by itself, with the last
   * lines of its log.
   */
  public JavaPart(Supplier<Program> recipe, Guard guard, Consumer<String> trouble) {
    this.recipe = recipe;
    this.guard = guard;
    this.trouble = trouble;
  }

  @Override
  public void start() {
    Program program = recipe.get();
    ChildProcess started =
        ChildProcess.start(program.command(), program.environment(), program.log(), guard);
    child = started;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!ready(program)) {
      if (!started.running()) {
        throw new StartFailedException(program.epitaph(started.exitCode()));
      }
      if (System.nanoTime() > deadline) {
        started.kill();
        throw new StartFailedException(
            program.lastWords("was not ready within " + PATIENCE.toSeconds() + " s"));
      }
      pause();
    }
    started.onUnexpectedEnd(exitCode -> trouble.accept(program.epitaph(exitCode)));
  }

  @Override
  public void stop() {
    ChildProcess running = child;
    if (running != null) {
      running.stop();
    }
  }

  @Override
  public void kill() {
    ChildProcess running = child;
    if (running != null) {
      running.kill();
    }
  }

  private boolean ready(Program program) {
    HttpRequest request =
        HttpRequest.newBuilder(program.ready()).timeout(Duration.ofSeconds(5)).build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailedException("interrupted while waiting for " + program.name(), e);
    }
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailedException("interrupted", e);
    }
  }
}
