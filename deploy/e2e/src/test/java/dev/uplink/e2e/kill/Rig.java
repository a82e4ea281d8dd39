package dev.uplink.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.uplink.e2e.World;
import dev.uplink.e2e.audit.Auditor;
import dev.uplink.e2e.audit.Report;
import dev.uplink.e2e.load.Organisation;
import dev.uplink.e2e.load.Traffic;
import dev.uplink.e2e.load.UntidyScheduler;
import dev.uplink.local.Arrangement;
import dev.uplink.local.LocalUplink;
import dev.uplink.local.PartName;
import dev.uplink.local.part.HttpReadiness;
import dev.uplink.local.process.StartFailedException;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.topic.Topics;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An Uplink of its own for tests that kill parts of it, with an organisation that can send webhooks
 * and a scheduler that answers commands.
 */
final class Rig implements AutoCloseable {
  /** Webhooks a second; a few hundred for the real thing, fewer where time is short. */
  private static final int RATE = Integer.getInteger("uplink.chaos.rate", 25);

  /** Of all that is random, printed at the start. */
  static final long SEED = seed();

  /** For what is still on its way; more than Kafka takes to give up an instance. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final LocalUplink uplink;
  private final World world;
  private final Organisation organisation;
  private final UntidyScheduler scheduler;
  private final Auditor auditor;

  private Rig(LocalUplink uplink) {
    this.uplink = uplink;
    this.world = new World(uplink);
    this.organisation = Organisation.in(world, new Random(SEED));
    this.scheduler = new UntidyScheduler(kafka(), uplink.serdes());
    this.auditor = new Auditor(kafka(), uplink.serdes(), Optional.of(uplink.endpoints().sandbox()));
  }

  private KafkaAccess kafka() {
    return KafkaAccess.open(uplink.endpoints().kafka());
  }

  static Rig start(Arrangement arrangement) {
    return start(arrangement, uplink -> {});
  }

  /** Prepared by what is to be done before any service runs. */
  static Rig start(Arrangement arrangement, Consumer<LocalUplink> preparation) {
    System.out.println("Seed: -Duplink.chaos.seed=" + SEED + ", rate: " + RATE + " a second");
    LocalUplink uplink =
        LocalUplink.prepare(
            World.onFreePorts(Map.of("UPLINK_SCHEDULER", "off")), arrangement, new Brief());
    try {
      uplink.startPlatform();
      preparation.accept(uplink);
      uplink.startServices();
      return new Rig(uplink);
    } catch (RuntimeException | Error e) {
      uplink.close();
      throw e;
    }
  }

  LocalUplink uplink() {
    return uplink;
  }

  World world() {
    return world;
  }

  /** From all repositories, at the rate that was asked for. */
  Traffic traffic() {
    return new Traffic(organisation, RATE);
  }

  void killAndStart(PartName part) {
    uplink.kill(part);
    uplink.start(part);
  }

  private static long seed() {
    long chosen = Long.getLong("uplink.chaos.seed", 0);
    return chosen == 0 ? System.nanoTime() : chosen;
  }

  /** Starts it without waiting; ends also when it is killed meanwhile. */
  CompletableFuture<Void> starting(PartName part) {
    return starting(part, Thread::startVirtualThread);
  }

  /** As soon as the executor comes to it. */
  CompletableFuture<Void> starting(PartName part, Executor when) {
    return CompletableFuture.runAsync(() -> uplink.start(part), when)
        .exceptionally(
            failure -> {
              if (failure.getCause() instanceof StartFailedException) {
                return null;
              }
              throw new CompletionException(failure);
            });
  }

  /** As a machine does that comes up again: some have to be tried until others are there. */
  void startTogether(PartName... parts) {
    CompletableFuture.allOf(
            Stream.of(parts)
                .map(
                    part ->
                        CompletableFuture.runAsync(
                            () -> uplink.start(part), Thread::startVirtualThread))
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }

  Cluster cluster() {
    return new Cluster(uplink.endpoints().kafka());
  }

  /**
   * Ends the traffic and audits everything that ever happened here. Dead letters are no way out:
   * all that was sent can be understood, whoever dies.
   */
  void endWell(Traffic traffic) {
    auditor.accepted(traffic.end());
    System.out.println("Answers: " + traffic.answers());
    awaitRegistry();
    Report report = audit();
    System.out.println(String.join("\n", report.lines()));
    assertThat(report).as(String.join("\n", report.lines())).isInstanceOf(Report.Kept.class);
    assertThat(world.all(Topics.DEAD_LETTERS)).isEmpty();
    assertThat(uplink.sandbox().violations().all()).isEmpty();
  }

  /** It takes a while to notice that its database is back, and the auditor cannot read without. */
  private void awaitRegistry() {
    await("the registry to have its database")
        .atMost(Duration.ofMinutes(2))
        .until(
            new HttpReadiness(URI.create(uplink.endpoints().registry() + "/subjects"))
                ::getAsBoolean);
  }

  private Report audit() {
    try {
      return auditor.audit(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try (uplink;
        auditor) {
      scheduler.close();
    }
  }
}
