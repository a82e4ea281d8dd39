package dev.uplink.e2e.kill;

import dev.uplink.e2e.load.Traffic;
import dev.uplink.local.Arrangement;
import dev.uplink.local.PartName;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the services stand on goes away under load, and comes back. */
@Tag("chaos")
class KilledPlatformE2E {
  private static Rig rig;

  @BeforeAll
  static void start() {
    rig = Rig.start(Arrangement.standard().on(Arrangement.Kafka.PROCESS).supervising());
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"KAFKA", "POSTGRES", "REGISTRY"})
  void isKilledAndStarted(PartName part) {
    try (Traffic traffic = rig.traffic()) {
      traffic.awaitAccepted(100);
      rig.uplink().kill(part);
      traffic.awaitBegun(Duration.ofSeconds(5));
      rig.uplink().start(part);
      traffic.awaitAccepted(100);
      rig.endWell(traffic);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"KAFKA", "POSTGRES", "REGISTRY"})
  void isStoppedAndStarted(PartName part) {
    try (Traffic traffic = rig.traffic()) {
      traffic.awaitAccepted(100);
      rig.uplink().stop(part);
      rig.uplink().start(part);
      traffic.awaitAccepted(100);
      rig.endWell(traffic);
    }
  }

  @Test
  void everyServiceIsKilledWhileTheRegistryIsAway() {
    try (Traffic traffic = rig.traffic()) {
      traffic.awaitAccepted(100);
      rig.uplink().kill(PartName.REGISTRY);
      rig.uplink().kill(PartName.INGRESS);
      rig.uplink().kill(PartName.PROCESSOR);
      rig.uplink().kill(PartName.NOTIFIER);
      rig.startTogether(PartName.REGISTRY, PartName.INGRESS, PartName.PROCESSOR, PartName.NOTIFIER);
      traffic.awaitAccepted(100);
      rig.endWell(traffic);
    }
  }
}
