package dev.uplink.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.e2e.load.Traffic;
import dev.uplink.local.Arrangement;
import dev.uplink.local.PartName;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An instance stands still until its work is another's, as under a paused virtual machine, and then
 * goes on as if no time had passed.
 */
@Tag("chaos")
class FrozenInstanceE2E {
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
  @CsvSource({
    "uplink-processor,PROCESSOR",
    "uplink-processor,PROCESSOR_2",
    "uplink-notifier,NOTIFIER",
    "uplink-notifier,NOTIFIER_2"
  })
  void whatItHeldIsDoneByTheOtherAlone(String group, PartName frozen) throws Exception {
    try (Traffic traffic = rig.traffic();
        Cluster cluster = rig.cluster()) {
      cluster.awaitStable(group);
      traffic.awaitAccepted(500);
      signal("STOP", frozen);
      cluster.awaitRebalance(group);
      cluster.awaitStable(group);
      traffic.awaitAccepted(500);

      signal("CONT", frozen);
      traffic.awaitAccepted(500);
      rig.endWell(traffic);
    }
  }

  private static void signal(String signal, PartName part)
      throws IOException, InterruptedException {
    String pid = String.valueOf(rig.uplink().pid(part).orElseThrow());
    assertThat(new ProcessBuilder("kill", "-" + signal, pid).inheritIO().start().waitFor())
        .isZero();
  }
}
