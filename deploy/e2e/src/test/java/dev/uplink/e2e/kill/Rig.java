package dev.uplink.e2e.kill;

import dev.uplink.e2e.World;
import dev.uplink.e2e.load.Organisation;
import dev.uplink.e2e.load.Traffic;
import dev.uplink.e2e.load.UntidyScheduler;
import dev.uplink.local.Arrangement;
import dev.uplink.local.LocalSettings;
import dev.uplink.local.LocalUplink;
import dev.uplink.local.PartName;
import dev.uplink.local.Progress;
import dev.uplink.local.topic.WholeTopic;
import dev.uplink.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An Uplink of its own for tests that kill parts of it, with an organisation that can send webhooks
 * and a scheduler that answers commands.
 */
final class Rig implements AutoCloseable {
  /** Webhooks a second; a few hundred for the real thing, fewer where time is short. */
  private static final int RATE = Integer.getInteger("uplink.chaos.rate", 60);

  private static final long SEED = Long.getLong("uplink.chaos.seed", System.nanoTime());

  private final LocalUplink uplink;
  private final World world;
  private final Organisation organisation;
  private final UntidyScheduler scheduler;
  private final Set<String> accepted = new TreeSet<>();

  private Rig(LocalUplink uplink) {
    this.uplink = uplink;
    this.world = new World(uplink);
    this.organisation = Organisation.in(world, new Random(SEED));
    this.scheduler = new UntidyScheduler(uplink.endpoints().kafka(), uplink.serdes());
  }

  static Rig start(Arrangement arrangement) {
    System.out.println("Seed: -Duplink.chaos.seed=" + SEED + ", rate: " + RATE + " a second");
    LocalUplink uplink =
        LocalUplink.prepare(
            LocalSettings.read(
                Map.of(
                    "UPLINK_WEBHOOK_PORT", "0",
                    "UPLINK_API_PORT", "0",
                    "UPLINK_REGISTRY_PORT", "0",
                    "UPLINK_KAFKA_PORT", "0",
                    "UPLINK_POSTGRES_PORT", "0",
                    "UPLINK_SANDBOX_PORT", "0",
                    "UPLINK_SCHEDULER", "off")),
            arrangement,
            Progress.on(System.out));
    try {
      uplink.startAll();
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
    return Traffic.of(organisation, RATE);
  }

  void killAndStart(PartName part) {
    uplink.kill(part);
    uplink.start(part);
  }

  /** Ends the traffic and checks everything that was ever accepted here. */
  void endWell(Traffic traffic) {
    accepted.addAll(traffic.end());
    System.out.println("Answers: " + traffic.answers().byStatus());
    new Reckoning(this).of(accepted);
  }

  /** Committed records, from the beginning. */
  <V extends SpecificRecord> WholeTopic<V> topic(Topic<V> topic) {
    return new WholeTopic<>(uplink.endpoints().kafka(), uplink.serdes(), topic);
  }

  /** All committed records up to now. */
  <V extends SpecificRecord> List<ConsumerRecord<String, V>> all(Topic<V> topic) {
    List<ConsumerRecord<String, V>> records = new ArrayList<>();
    try (WholeTopic<V> whole = topic(topic)) {
      whole.readRecordsToEnd(records::add);
    }
    return records;
  }

  @Override
  public void close() {
    try {
      scheduler.close();
    } finally {
      uplink.close();
    }
  }
}
