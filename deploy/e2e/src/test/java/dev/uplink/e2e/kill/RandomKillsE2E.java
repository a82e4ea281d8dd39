package dev.uplink.e2e.kill;

import dev.uplink.e2e.load.Traffic;
import dev.uplink.local.Arrangement;
import dev.uplink.local.PartName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Anything dies at any time, some of it together. */
@Tag("chaos")
class RandomKillsE2E {
  private static final Duration DURATION =
      Duration.ofMinutes(Integer.getInteger("uplink.chaos.minutes", 4));

  private static final List<PartName> MORTALS =
      List.of(
          PartName.KAFKA,
          PartName.POSTGRES,
          PartName.REGISTRY,
          PartName.INGRESS,
          PartName.PROCESSOR,
          PartName.PROCESSOR_2,
          PartName.NOTIFIER,
          PartName.NOTIFIER_2);

  private static final int MOST_DEAD_MS = 8_000;
  private static final int LONGEST_PEACE_MS = 8_000;

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

  @Test
  void everythingHoldsWhateverDies() {
    Random random = new Random(Rig.SEED);
    long end = System.nanoTime() + DURATION.toNanos();
    try (Traffic traffic = rig.traffic()) {
      while (System.nanoTime() < end) {
        traffic.awaitBegun(Duration.ofMillis(random.nextInt(LONGEST_PEACE_MS)));
        PartName[] victims = choose(random);
        for (PartName victim : victims) {
          end(victim, random.nextInt(5) == 0);
        }
        traffic.awaitBegun(Duration.ofMillis(random.nextInt(MOST_DEAD_MS)));
        rig.startTogether(victims);
      }
      rig.endWell(traffic);
    }
  }

  /** Mostly one, sometimes as many as three. */
  private static PartName[] choose(Random random) {
    List<PartName> shuffled = new ArrayList<>(MORTALS);
    Collections.shuffle(shuffled, random);
    int count = random.nextInt(3) > 0 ? 1 : 2 + random.nextInt(2);
    return shuffled.subList(0, count).toArray(new PartName[0]);
  }

  private static void end(PartName victim, boolean orderly) {
    System.out.println((orderly ? "Stopping " : "Killing ") + victim);
    if (orderly) {
      rig.uplink().stop(victim);
    } else {
      rig.uplink().kill(victim);
    }
  }
}
