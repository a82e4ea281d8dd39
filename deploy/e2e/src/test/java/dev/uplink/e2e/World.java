package dev.uplink.e2e;

import dev.uplink.local.LocalSettings;
import dev.uplink.local.LocalUplink;
import dev.uplink.local.topic.WholeTopic;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.Rejection;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What one test has of the running Uplink, each part through its public interface. */
public final class World {
  private final LocalUplink uplink;

  public World(LocalUplink uplink) {
    this.uplink = uplink;
  }

  public LocalUplink uplink() {
    return uplink;
  }

  public ControlPlane controlPlane() {
    return new ControlPlane(uplink.endpoints().api(), uplink.adminToken());
  }

  public Sandbox sandbox() {
    return new Sandbox(uplink.endpoints().sandbox());
  }

  public Scheduler scheduler() {
    return new Scheduler(KafkaAccess.open(uplink.endpoints().kafka()), uplink.serdes());
  }

  public TopicReader<Decision> decisions() {
    return TopicReader.of(Topics.DECISIONS, uplink.endpoints().kafka(), uplink.serdes());
  }

  public TopicReader<RunCommand> commands() {
    return TopicReader.of(Topics.RUN_COMMANDS, uplink.endpoints().kafka(), uplink.serdes());
  }

  TopicReader<Rejection> rejections() {
    return TopicReader.of(Topics.REJECTIONS, uplink.endpoints().kafka(), uplink.serdes());
  }

  TopicReader<DeadLetter> deadLetters() {
    return TopicReader.of(Topics.DEAD_LETTERS, uplink.endpoints().kafka(), uplink.serdes());
  }

  TopicReader<CommitStatus> statuses() {
    return TopicReader.of(Topics.COMMIT_STATUSES, uplink.endpoints().kafka(), uplink.serdes());
  }

  /** What one delivery led to. */
  public Decision decisionOf(String delivery) {
    try (TopicReader<Decision> decisions = decisions()) {
      return decisions.awaitOne(
          "the decision of " + delivery, d -> d.getDeliveryId().equals(delivery));
    }
  }

  /** Committed records, from the beginning. */
  public <V extends SpecificRecord> WholeTopic<V> topic(Topic<V> topic) {
    return new WholeTopic<>(KafkaAccess.open(uplink.endpoints().kafka()), uplink.serdes(), topic);
  }

  /** All committed records up to now; without tombstones. */
  public <V extends SpecificRecord> List<ConsumerRecord<String, V>> all(Topic<V> topic) {
    List<ConsumerRecord<String, V>> records = new ArrayList<>();
    try (WholeTopic<V> whole = topic(topic)) {
      whole.readRecordsToEnd(records::add);
    }
    return records;
  }

  /** Of an Uplink beside any other: every port is whichever is free. */
  public static LocalSettings onFreePorts(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    for (String part : List.of("WEBHOOK", "API", "REGISTRY", "KAFKA", "POSTGRES", "SANDBOX")) {
      settings.put("UPLINK_" + part + "_PORT", "0");
    }
    return LocalSettings.read(settings);
  }

  /** A name that no other test has. */
  public static String unique(String word) {
    return word + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** A commit that no other test has. */
  public static String newCommit() {
    return (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "").substring(0, 40);
  }
}
