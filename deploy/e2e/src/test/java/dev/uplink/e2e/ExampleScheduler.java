package dev.uplink.e2e;

import dev.uplink.local.LocalUplink;
import dev.uplink.schemas.access.Principal;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The scheduler that others are to begin from, started as its README says, with a scheduler's login
 * and a program that does nothing and succeeds. Every command in the topic is its own, also those
 * that were there before.
 */
record ExampleScheduler(Process process) implements AutoCloseable {
  private static final File FOLDER = new File("../examples/scheduler");
  private static final Duration ORDERLY_END = Duration.ofSeconds(15);

  static ExampleScheduler start(LocalUplink uplink) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(new File(FOLDER, "run").getCanonicalPath(), "true")
            .redirectErrorStream(true)
            .redirectOutput(uplink.logs().resolve("example-scheduler.log").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("UPLINK_"));
    builder.environment().putAll(uplink.environmentOf(Principal.SCHEDULER));
    return new ExampleScheduler(builder.start());
  }

  /** In an orderly way, so that what it started ends with it; or else at once. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(ORDERLY_END.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
