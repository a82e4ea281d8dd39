package dev.uplink.local;

import dev.uplink.local.demo.Demo;
import dev.uplink.local.process.StartFailedException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs the services through the demo while their JVMs record what the images' AOT caches are made
 * from: which classes are used, and how. Needs no network, so that it can be a step of an image's
 * build. The argument is the folder of the recordings.
 */
public final class AotTraining {
  private static final List<String> PORTS =
      List.of("WEBHOOK", "API", "REGISTRY", "KAFKA", "POSTGRES", "SANDBOX");

  private static final List<PartName> TRAINED =
      List.of(PartName.NOTIFIER, PartName.PROCESSOR, PartName.INGRESS);

  private AotTraining() {}

  public static void main(String[] words) {
    try {
      System.exit(train(Path.of(words[0]), System.out) ? 0 : 1);
    } catch (StartFailedException e) {
      System.err.println("Nothing could be recorded.\n" + e.getMessage());
      System.exit(1);
    }
  }

  private static boolean train(Path folder, PrintStream out) {
    Map<String, String> settings = new HashMap<>();
    PORTS.forEach(port -> settings.put("UPLINK_" + port + "_PORT", "0"));
    Arrangement arrangement =
        Arrangement.standard()
            .tuned(new Tuning(Map.of(), 0, List.of(), service -> recording(folder, service)));
    AtomicBoolean ending = new AtomicBoolean();
    try (LocalUplink uplink =
        LocalUplink.prepare(
            LocalSettings.read(settings), arrangement, untilTheEnd(Progress.on(out), ending))) {
      uplink.startAll();
      boolean asExpected = Demo.tell(uplink.doors(), out);
      ending.set(true);
      TRAINED.forEach(service -> end(uplink, service));
      return asExpected;
    }
  }

  private static Map<String, String> recording(Path folder, PartName service) {
    Path file = folder.resolve(service.fileName() + ".aotconf");
    return Map.of("JDK_JAVA_OPTIONS", "-XX:AOTMode=record -XX:AOTConfiguration=" + file);
  }

  /** A JVM writes its recording when it ends, which takes longer than the launcher would wait. */
  private static void end(LocalUplink uplink, PartName service) {
    ProcessHandle process =
        ProcessHandle.of(uplink.pid(service).orElseThrow())
            .orElseThrow(() -> new StartFailedException(service.shown() + " has ended"));
    process.destroy();
    process.onExit().join();
  }

  private static Progress untilTheEnd(Progress progress, AtomicBoolean ending) {
    return new Progress() {
      @Override
      public void ready(PartName part, Duration took) {
        progress.ready(part, took);
      }

      @Override
      public void trouble(String text) {
        if (!ending.get()) {
          progress.trouble(text);
        }
      }
    };
  }
}
