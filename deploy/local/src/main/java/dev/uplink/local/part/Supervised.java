package dev.uplink.local.part;

import dev.uplink.local.process.Guard;
import dev.uplink.local.process.StartFailedException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A program that is started again whenever it ends by itself, as every supervisor does: services
 * may end on purpose when waiting would not help, and rely on it.
 */
public final class Supervised implements Part {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final JavaPart part;
  private final Consumer<String> trouble;

  /** Grows with everything that is asked from outside, which ends what was going on before. */
  private int order;

  private boolean wanted;

  public Supervised(Supplier<JavaPart.Program> recipe, Guard guard, Consumer<String> trouble) {
    this.part = new JavaPart(recipe, guard, this::ended);
    this.trouble = trouble;
  }

  /** Returns when it is ready, however often it had to be started for that. */
  @Override
  public void start() {
    bringUp(newOrder(true));
  }

  @Override
  public void stop() {
    newOrder(false);
    part.stop();
  }

  @Override
  public void kill() {
    newOrder(false);
    part.kill();
  }

  @Override
  public OptionalLong pid() {
    return part.pid();
  }

  private synchronized int newOrder(boolean running) {
    wanted = running;
    order++;
    return order;
  }

  private void ended(String epitaph) {
    trouble.accept(epitaph);
    int current = orderToBringUp();
    if (current > 0) {
      Thread.startVirtualThread(() -> bringUp(current));
    }
  }

  private synchronized int orderToBringUp() {
    return wanted ? order : 0;
  }

  private void bringUp(int current) {
    while (true) {
      try {
        launch(current);
        part.awaitReady();
        return;
      } catch (StartFailedException e) {
        if (orderToBringUp() != current) {
          throw e;
        }
        trouble.accept(e.getMessage() + "\nStarting it again.");
        pause();
      }
    }
  }

  /** Not while it is being ended: nobody would end what was started after that. */
  private synchronized void launch(int current) {
    if (!wanted || order != current) {
      throw new StartFailedException("It was ended while it was starting.");
    }
    part.launch();
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
