package dev.uplink.local.tool;

import dev.uplink.local.part.Part;
import dev.uplink.local.sandbox.Sandbox;
import dev.uplink.local.scheduler.SchedulerPart;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/** Parts of local mode that run until they are ended, each as a program of its own. */
final class LastingTools {
  private LastingTools() {}

  /** Reachable from outside its container: that is what it is for there. */
  static boolean sandbox(Settings settings, PrintStream out) {
    int port = settings.get(ToolSettings.SANDBOX_PORT);
    new Sandbox(new InetSocketAddress(port)).start();
    out.println("The Bitbucket sandbox listens on port " + port);
    return lasts(new CompletableFuture<>(), out);
  }

  static boolean scheduler(Settings settings, PrintStream out) {
    CompletableFuture<String> trouble = new CompletableFuture<>();
    Part scheduler =
        new SchedulerPart(
            KafkaAccess.from(settings), () -> AvroSerdes.from(settings), trouble::complete);
    Runtime.getRuntime().addShutdownHook(new Thread(scheduler::stop, "end-of-scheduler"));
    scheduler.start();
    out.println("The sample scheduler runs");
    return lasts(trouble, out);
  }

  private static boolean lasts(CompletableFuture<String> trouble, PrintStream out) {
    out.println(trouble.join());
    return false;
  }
}
