package dev.uplink.e2e.kill;

import dev.uplink.e2e.load.Traffic;
import dev.uplink.local.Arrangement;
import dev.uplink.local.PartName;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An instance is killed while partitions move between it and another. */
@Tag("chaos")
class RebalanceE2E {
  private static Rig rig;

  @BeforeAll
  static void start() {
    rig =
        Rig.start(
            Arrangement.standard()
                .on(Arrangement.Kafka.PROCESS)
                .with(PartName.PROCESSOR_2)
                .with(PartName.NOTIFIER_2)
                .supervising());
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @ParameterizedTest
  @CsvSource({"uplink-processor,PROCESSOR,PROCESSOR_2", "uplink-notifier,NOTIFIER,NOTIFIER_2"})
  void theFirstIsKilledWhileTheSecondJoins(String group, PartName first, PartName second) {
    try (Traffic traffic = rig.traffic();
        Cluster cluster = rig.cluster()) {
      traffic.awaitAccepted(100);
      rig.uplink().kill(second);
      // Kafka gives it up, and the first has everything.
      cluster.awaitRebalance(group);
      cluster.awaitStable(group);

      CompletableFuture<Void> joining = rig.starting(second);
      cluster.awaitRebalance(group);
      rig.uplink().kill(first);
      rig.uplink().start(first);

      joining.join();
      traffic.awaitAccepted(100);
      rig.endWell(traffic);
    }
  }

  @ParameterizedTest
  @CsvSource({"uplink-processor,PROCESSOR,PROCESSOR_2", "uplink-notifier,NOTIFIER,NOTIFIER_2"})
  void theFirstIsKilledWhileTheSecondIsGivenUp(String group, PartName first, PartName second) {
    try (Traffic traffic = rig.traffic();
        Cluster cluster = rig.cluster()) {
      traffic.awaitAccepted(100);
      rig.uplink().kill(second);
      cluster.awaitRebalance(group);
      rig.uplink().kill(first);

      rig.startTogether(first, second);
      traffic.awaitAccepted(100);
      rig.endWell(traffic);
    }
  }
}
