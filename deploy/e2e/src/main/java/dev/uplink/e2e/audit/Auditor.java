package dev.uplink.e2e.audit;

import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.serde.RegistryUnavailableException;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads an installation's topics, and goes on reading until every promise is kept or patience ends.
 * What no time can heal ends it at once. One that is at work all the time is never quite finished:
 * audit it when the senders rest.
 */
public final class Auditor implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Evidence evidence = new Evidence();
  private final List<TopicTail<?>> tails;
  private final Optional<SandboxStatuses> sandbox;

  /**
   * Opens the topics; reads nothing yet.
   *
   * @param sandbox base of local mode's Bitbucket; empty where only Bitbucket itself knows what it
   *     shows
   */
  public Auditor(KafkaAccess kafka, AvroSerdes serdes, Optional<URI> sandbox) {
    Opening open = new Opening(kafka, serdes);
    // Effects before causes: a cause that is read last cannot be missing for an effect just read.
    this.tails =
        List.of(
            open.tail(Topics.STATUS_DELIVERIES),
            open.tail(Topics.COMMIT_STATUSES),
            open.tail(Topics.RUN_COMMANDS),
            open.tail(Topics.REJECTIONS),
            open.tail(Topics.DEAD_LETTERS, Auditor::withoutRecord),
            open.tail(Topics.DECISIONS),
            open.tail(Topics.RUN_UPDATES),
            open.tail(Topics.TRIGGER_REQUESTS),
            open.tail(Topics.WEBHOOKS, Auditor::withoutBody));
    this.sandbox = sandbox.map(SandboxStatuses::new);
  }

  /** What senders got a 202 for; may be called again with more. */
  public void accepted(Set<String> deliveryIds) {
    evidence.addAccepted(deliveryIds);
  }

  /** What the audited notifier allows; its own default if this is not called. */
  public void allow(AllowedSilence silence) {
    evidence.allow(silence);
  }

  /**
   * Throws {@link InterruptedException} when it is told to stop meanwhile, and {@link
   * RegistryUnavailableException} when the registry stays away for longer than there is patience.
   */
  public Report audit(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      boolean late = System.nanoTime() > deadline;
      if (readOn(late)) {
        List<Violation> violations = Judge.judge(evidence);
        boolean hopeless = violations.stream().anyMatch(one -> !one.promise().mayBeKeptLater());
        if (violations.isEmpty() || hopeless || late) {
          return Judge.report(evidence, violations);
        }
      }
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    }
  }

  /** Whether everything could be read. */
  private boolean readOn(boolean late) throws InterruptedException {
    Instant begin = Instant.now();
    try {
      tails.forEach(tail -> tail.readOn(evidence));
      evidence.readAt(begin);
    } catch (RegistryUnavailableException e) {
      if (late) {
        throw e;
      }
      return false;
    }
    if (sandbox.isPresent()) {
      evidence.bitbucketShows(sandbox.get().states());
    }
    return true;
  }

  private static RawWebhook withoutBody(RawWebhook webhook) {
    return RawWebhook.newBuilder(webhook).setBody(ByteBuffer.allocate(0)).build();
  }

  private static DeadLetter withoutRecord(DeadLetter letter) {
    return DeadLetter.newBuilder(letter).setValue(null).build();
  }

  @Override
  public void close() {
    tails.forEach(TopicTail::close);
  }

  private record Opening(KafkaAccess kafka, AvroSerdes serdes) {
    <V extends SpecificRecord> TopicTail<V> tail(Topic<V> topic) {
      return tail(topic, UnaryOperator.identity());
    }

    <V extends SpecificRecord> TopicTail<V> tail(Topic<V> topic, UnaryOperator<V> kept) {
      return new TopicTail<>(kafka, serdes, topic, kept);
    }
  }
}
