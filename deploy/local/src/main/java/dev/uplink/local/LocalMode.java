package dev.uplink.local;

import dev.uplink.local.demo.Demo;
import dev.uplink.local.process.StartFailedException;
import dev.uplink.schemas.settings.SettingsException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;

/** The program behind {@code deploy/local/up}. */
public final class LocalMode {
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private LocalMode() {}

  public static void main(String[] words) {
    System.exit(run(words, System.getenv(), System.out, System.err));
  }

  /** Returns the exit code; without {@code --once} only when something prevented the start. */
  static int run(
      String[] words, Map<String, String> environment, PrintStream out, PrintStream err) {
    return switch (CommandLine.parse(words)) {
      case CommandLine.Help help -> {
        out.println(CommandLine.USAGE);
        yield 0;
      }
      case CommandLine.Refused refused -> {
        err.println(refused.problem() + "\n\n" + CommandLine.USAGE);
        yield MISUSED;
      }
      case CommandLine.Run run -> start(run, environment, out, err);
    };
  }

  private static int start(
      CommandLine.Run run, Map<String, String> environment, PrintStream out, PrintStream err) {
    try {
      return start(run, LocalSettings.read(environment), out);
    } catch (SettingsException e) {
      err.println(e.getMessage());
      return MISUSED;
    } catch (StartFailedException e) {
      err.println("Uplink did not start.\n" + e.getMessage());
      return FAILED;
    }
  }

  private static int start(CommandLine.Run run, LocalSettings settings, PrintStream out) {
    if (run.demo() && settings.bitbucketCloudApi().isPresent()) {
      throw new StartFailedException(
          "The demo posts statuses and needs the sandbox for it, but UPLINK_BITBUCKET_CLOUD_API"
              + " leads elsewhere. Start with --no-demo.");
    }
    long begin = System.nanoTime();
    try (LocalUplink uplink = LocalUplink.prepare(settings, Progress.on(out))) {
      // Ctrl-C and SIGTERM: the parts are ended in order while the main thread is where it is.
      Runtime.getRuntime().addShutdownHook(new Thread(uplink::close, "end-of-uplink"));
      // What Kafka has to say goes beside the other parts' logs (see logback.xml).
      System.setProperty("uplink.local.log", uplink.logs().resolve("launcher.log").toString());
      out.println("Starting Uplink; logs are in " + uplink.logs());
      uplink.startAll();
      out.println(Summary.of(uplink));
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      out.printf("All of it took %.1f s.%n", took.toMillis() / 1000.0);
      out.println("Uplink is ready");
      boolean asExpected = !run.demo() || Demo.tell(uplink.doors(), out);
      if (!run.once()) {
        sleepUntilEnded();
      }
      return asExpected ? 0 : FAILED;
    }
  }

  private static void sleepUntilEnded() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
