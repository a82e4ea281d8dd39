package dev.uplink.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.uplink.e2e.load.Traffic;
import dev.uplink.local.Arrangement;
import dev.uplink.local.PartName;
import dev.uplink.local.proxy.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A service lost its disk, and is killed again while it gets its state back from Kafka. */
@Tag("chaos")
class RestoreE2E {
  /** What a connection gets a second: restoring then takes long enough to be interrupted. */
  private static final long A_TRICKLE = 20_000;

  private static Rig rig;

  @BeforeAll
  static void start() {
    rig =
        Rig.start(
            Arrangement.standard()
                .on(Arrangement.Kafka.PROCESS)
                .detouring(PartName.PROCESSOR)
                .detouring(PartName.NOTIFIER)
                .supervising());
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"PROCESSOR", "NOTIFIER"})
  void isKilledWhileItRestores(PartName service) {
    TcpProxy way = rig.uplink().wayToKafka(service);
    Path state = rig.uplink().state(service);
    try (Traffic traffic = rig.traffic()) {
      traffic.awaitAccepted(1_000);
      rig.uplink().kill(service);
      delete(state);

      way.answers().slow(A_TRICKLE);
      CompletableFuture<Void> restoring = rig.starting(service);
      await("stores to be filled")
          .atMost(Duration.ofMinutes(2))
          .until(() -> restoring.isDone() || hasStores(state));
      way.answers().hold();
      assertThat(restoring).isNotDone();
      rig.uplink().kill(service);
      way.answers().open();

      rig.uplink().start(service);
      rig.endWell(traffic);
    }
  }

  /** Of tasks, which are opened to be restored; those of the catalogue come before. */
  private static boolean hasStores(Path state) throws IOException {
    if (!Files.isDirectory(state)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(state)) {
      return files.anyMatch(file -> file.toString().matches(".*/\\d+_\\d+/rocksdb/.*/CURRENT"));
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
