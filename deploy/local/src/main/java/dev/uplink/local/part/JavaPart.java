package dev.uplink.local.part;

import dev.uplink.local.process.ChildProcess;
import dev.uplink.local.process.Guard;
import dev.uplink.local.process.LogFile;
import dev.uplink.local.process.StartFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A Java program in a process of its own that lets know when it is ready. */
public final class JavaPart implements Part {
  /** Ten times what it takes: a busy machine is no reason to give up. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Supplier<Program> recipe;
  private final Guard guard;
  private final Consumer<String> trouble;
  private volatile @Nullable Running running;

  /**
   * What to run.
   *
   * @param name for people
   * @param environment all of the UPLINK_ variables it gets
   * @param ready asked again and again until it can be used
   */
  public record Program(
      String name,
      List<String> command,
      Map<String, String> environment,
      LogFile log,
      BooleanSupplier ready) {

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

  private record Running(Program program, ChildProcess child) {}

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
    launch();
    awaitReady();
  }

  /** Returns when the process runs, which is before it can be used. */
  void launch() {
    Program program = recipe.get();
    running =
        new Running(
            program,
            ChildProcess.start(program.command(), program.environment(), program.log(), guard));
  }

  /** After {@link #launch}; from when it returns on, an end is trouble. */
  void awaitReady() {
    Running started = Objects.requireNonNull(running, "nothing was launched");
    Program program = started.program();
    ChildProcess child = started.child();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!program.ready().getAsBoolean()) {
      if (!child.running()) {
        throw new StartFailedException(program.epitaph(child.exitCode()));
      }
      if (System.nanoTime() > deadline) {
        child.kill();
        throw new StartFailedException(
            program.lastWords("was not ready within " + PATIENCE.toSeconds() + " s"));
      }
      pause();
    }
    child.onUnexpectedEnd(exitCode -> trouble.accept(program.epitaph(exitCode)));
  }

  @Override
  public void stop() {
    Running started = running;
    if (started != null) {
      started.child().stop();
    }
  }

  @Override
  public void kill() {
    Running started = running;
    if (started != null) {
      started.child().kill();
    }
  }

  @Override
  public OptionalLong pid() {
    Running started = running;
    return started != null && started.child().running()
        ? OptionalLong.of(started.child().pid())
        : OptionalLong.empty();
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
