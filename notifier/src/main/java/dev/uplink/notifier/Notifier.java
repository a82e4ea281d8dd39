package dev.uplink.notifier;

import dev.uplink.notifier.delivery.DeliveryLoop;
import dev.uplink.notifier.health.HealthLoop;
import dev.uplink.notifier.lookup.LookupLoop;
import dev.uplink.notifier.loop.Vital;
import dev.uplink.notifier.probe.ProbeLoop;
import dev.uplink.schemas.streams.StreamsRunner;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two halves of the service, the topology and the delivery: started in this order, because the
 * delivery asks the topology's store for integrations. Neither goes on without the other. What else
 * there is answers questions and tells of health; it needs the topology as well, and begins again
 * after whatever fails. An error, which nothing in it can mend, ends the process wherever it is.
 */
final class Notifier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

  /**
   * With the lookups and the 20 s of Kafka Streams 40 s at most: a supervisor has to leave more.
   */
  private static final Duration LET_DELIVERY_END = Duration.ofSeconds(15);

  private static final Duration LET_LOOKUPS_END = Duration.ofSeconds(5);

  private final StreamsRunner topology;
  private final DeliveryLoop delivery;
  private final ProbeLoop probes;
  private final HealthLoop health;
  private final LookupLoop lookups;
  private final Thread thread = new Thread(this::deliver, "status-delivery");
  private final Thread lookupThread;
  private volatile boolean failed;

  Notifier(
      StreamsRunner topology,
      DeliveryLoop delivery,
      ProbeLoop probes,
      HealthLoop health,
      LookupLoop lookups) {
    this.topology = topology;
    this.delivery = delivery;
    this.probes = probes;
    this.health = health;
    this.lookups = lookups;
    this.lookupThread =
        Thread.ofPlatform()
            .daemon()
            .name("lookups")
            .unstarted(new Vital("Lookups cannot be answered", lookups, this::fail));
  }

  void start() {
    topology.start();
    thread.start();
  }

  /** Returns when it has ended: false when by itself, true when it was closed. */
  boolean awaitEnd() throws InterruptedException {
    return topology.awaitEnd() && !failed;
  }

  boolean isReady() {
    return topology.isRunning() && thread.isAlive() && lookups.isReading();
  }

  /** Restarting would not help while the broker is away, so only what cannot recover counts. */
  boolean isAlive() {
    // Restoring may take long, and the delivery waits for it.
    return topology.isAlive() && (!topology.hasRun() || delivery.isAlive());
  }

  private void deliver() {
    try {
      if (topology.awaitRunning()) {
        start("probes", new Vital("Probes cannot be answered", probes, this::fail));
        start("health", new Vital("Health cannot be told", health, this::fail));
        lookupThread.start();
        new Vital("Statuses cannot be delivered", delivery, this::fail).run();
      }
    } catch (InterruptedException e) {
      LOG.info("stopped before the topology was running");
    }
  }

  private static void start(String name, Runnable work) {
    var _ = Thread.ofPlatform().daemon().name(name).start(work);
  }

  private void fail() {
    failed = true;
    topology.close();
  }

  @Override
  public void close() {
    delivery.stop();
    probes.close();
    health.close();
    lookups.close();
    if (!topology.hasRun()) {
      thread.interrupt();
    }
    try {
      thread.join(LET_DELIVERY_END);
      // What it is asking Bitbucket just now is cut off, and asked again by whoever comes next.
      lookupThread.join(LET_LOOKUPS_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    topology.close();
  }
}
