package dev.uplink.e2e;

import dev.uplink.local.LocalUplink;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.Rejection;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.topic.Topics;
import java.util.UUID;

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

  Scheduler scheduler() {
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

  /** A name that no other test has. */
  public static String unique(String word) {
    return word + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** A commit that no other test has. */
  public static String newCommit() {
    return (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "").substring(0, 40);
  }
}
