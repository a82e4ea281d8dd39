package dev.uplink.e2e.kill;

import dev.uplink.e2e.load.Traffic;
import dev.uplink.local.Arrangement;
import dev.uplink.local.PartName;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Anything dies at any time, some of it together, some of it while it is being started. */
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

  /** Dead, or not ready again: with more at once nothing but starts would be seen. */
  private static final int MOST_DOWN = 3;

  private static final int LONGEST_DEAD_MS = 8_000;
  private static final int LONGEST_PEACE_MS = 6_000;

  private static Rig rig;

  private final Random random = new Random(Rig.SEED);
  private final Map<PartName, CompletableFuture<Void>> returning = new EnumMap<>(PartName.class);

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
    long end = System.nanoTime() + DURATION.toNanos();
    try (Traffic traffic = rig.traffic()) {
      while (System.nanoTime() < end) {
        traffic.awaitBegun(Duration.ofMillis(random.nextInt(LONGEST_PEACE_MS)));
        PartName victim = MORTALS.get(random.nextInt(MORTALS.size()));
        if (mayDie(victim)) {
          end(victim, random.nextInt(5) == 0);
          returning.put(
              victim, startsIn(Duration.ofMillis(random.nextInt(LONGEST_DEAD_MS)), victim));
        }
      }
      returning.values().forEach(CompletableFuture::join);
      rig.endWell(traffic);
    }
  }

  /**
   * Also what is being started, once its process runs; but not a database, which has no pid here.
   */
  private boolean mayDie(PartName victim) {
    List<PartName> down =
        returning.entrySet().stream()
            .filter(entry -> !entry.getValue().isDone())
            .map(Map.Entry::getKey)
            .toList();
    return down.contains(victim) ? rig.uplink().pid(victim).isPresent() : down.size() < MOST_DOWN;
  }

  private static void end(PartName victim, boolean orderly) {
    System.out.println((orderly ? "Stopping " : "Killing ") + victim);
    if (orderly) {
      rig.uplink().stop(victim);
    } else {
      rig.uplink().kill(victim);
    }
  }

  private static CompletableFuture<Void> startsIn(Duration dead, PartName victim) {
    Executor later =
        CompletableFuture.delayedExecutor(
            dead.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread);
    return rig.starting(victim, later);
  }
}
