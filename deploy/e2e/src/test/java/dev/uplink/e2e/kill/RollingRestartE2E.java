package dev.uplink.e2e.kill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.e2e.load.Traffic;
import dev.uplink.local.Arrangement;
import dev.uplink.local.LocalUplink;
import dev.uplink.local.PartName;
import dev.uplink.schemas.serde.SerdeSettings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The database is migrated, then each instance of each service ends in an orderly way and starts
 * again, one after the other, under load. With {@code -Duplink.previous=<folder of a built
 * project>} they begin as that release and are this one in the end.
 */
@Tag("chaos")
class RollingRestartE2E {
  private static final Optional<Path> PREVIOUS =
      Optional.ofNullable(System.getProperty("uplink.previous"))
          .filter(folder -> !folder.isEmpty())
          .map(Path::of);

  private static Rig rig;

  @BeforeAll
  static void start() {
    rig =
        Rig.start(
            Arrangement.standard()
                .with(PartName.INGRESS_2)
                .with(PartName.PROCESSOR_2)
                .with(PartName.NOTIFIER_2),
            uplink -> PREVIOUS.ifPresent(folder -> installed(uplink, folder)));
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void nothingIsLostOrDoubledAndEveryWebhookIsTakenAtOnce() {
    try (Traffic traffic = rig.traffic()) {
      traffic.awaitAccepted(100);
      rig.uplink().migrate();
      for (PartName instance : LocalUplink.SERVICES) {
        System.out.println("Restarting: " + instance.shown());
        rig.uplink().stop(instance);
        rig.uplink().releaseThis(instance);
        rig.uplink().start(instance);
        traffic.awaitAccepted(50);
      }

      rig.endWell(traffic);
      // Bitbucket sends nothing again: there must not have been another answer, nor none.
      assertThat(traffic.answers().byStatus()).containsOnlyKeys(202);
    }
  }

  /** As it is when that release was there before: its schemas are registered, its services run. */
  private static void installed(LocalUplink uplink, Path folder) {
    Path tools = folder.resolve("deploy/local/target");
    ProcessBuilder program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                tools + "/*" + File.pathSeparator + tools + "/lib/*",
                "dev.uplink.local.tool.ToolProgram",
                "schemas")
            .redirectErrorStream(true);
    program
        .environment()
        .put(SerdeSettings.REGISTRY_URL.name(), uplink.endpoints().registry().toString());
    try {
      Process process = program.start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    LocalUplink.SERVICES.forEach(service -> uplink.release(service, folder));
  }
}
