package dev.uplink.ingress.controlplane.health;

import dev.uplink.ingress.controlplane.feed.TopicFeed;
import dev.uplink.ingress.controlplane.integration.IntegrationHealth;
import dev.uplink.ingress.controlplane.integration.IntegrationHealths;
import dev.uplink.schemas.avro.IntegrationHint;
import dev.uplink.schemas.avro.IntegrationQueue;
import dev.uplink.schemas.serde.MalformedRecordException;
import dev.uplink.schemas.topic.Topics;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole of uplink.integration-health, in memory: a small record for each integration for which
 * Bitbucket was ever called.
 */
public final class HealthFeed implements IntegrationHealths, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthFeed.class);

  private final Map<String, IntegrationHealth> latest = new ConcurrentHashMap<>();
  private final Deserializer<dev.uplink.schemas.avro.IntegrationHealth> deserializer;
  private final TopicFeed feed;

  public HealthFeed(
      Supplier<Consumer<String, byte[]>> consumers,
      Deserializer<dev.uplink.schemas.avro.IntegrationHealth> deserializer) {
    this.deserializer = deserializer;
    this.feed =
        new TopicFeed(
            Topics.INTEGRATION_HEALTH.name(), TopicFeed.From.BEGINNING, consumers, this::hear);
  }

  public void start() {
    feed.start();
  }

  @Override
  public IntegrationHealth of(String integrationId) {
    return latest.getOrDefault(integrationId, IntegrationHealth.UNKNOWN);
  }

  @Override
  public void close() {
    feed.close();
  }

  private void hear(ConsumerRecord<String, byte[]> record) {
    try {
      dev.uplink.schemas.avro.@Nullable IntegrationHealth health =
          deserializer.deserialize(record.topic(), record.value());
      if (health == null) {
        latest.remove(record.key());
      } else {
        latest.put(record.key(), fromRecord(health));
      }
    } catch (MalformedRecordException e) {
      LOG.warn("Health at {}-{} cannot be read", record.partition(), record.offset());
    }
  }

  private static IntegrationHealth fromRecord(dev.uplink.schemas.avro.IntegrationHealth health) {
    List<IntegrationQueue> queues = health.getQueues();
    Optional<IntegrationQueue> oldest =
        queues.stream()
            .filter(queue -> queue.getWaitingSince() != null)
            .min(Comparator.comparing(IntegrationQueue::getWaitingSince));
    return new IntegrationHealth(
        health.getState(),
        health.getLastSuccessAt(),
        health.getLastErrorAt(),
        health.getLastError(),
        queues.stream().mapToInt(IntegrationQueue::getWaiting).sum(),
        oldest.map(IntegrationQueue::getWaitingSince).orElse(null),
        oldest.map(IntegrationQueue::getReason).orElse(null),
        sum(queues, IntegrationQueue::getBudgetLimit),
        sum(queues, IntegrationQueue::getBudgetRemaining),
        health.getHints().stream()
            .filter(IntegrationHint::getActive)
            .flatMap(hint -> hint(hint).stream())
            .toList());
  }

  /** None for one of a later version, of which nobody here knows what to say. */
  private static Optional<IntegrationHealth.Hint> hint(IntegrationHint hint) {
    return switch (hint.getKind()) {
      case COMMIT_LINKS_MISSING ->
          Optional.of(
              new IntegrationHealth.Hint(
                  hint.getKind(),
                  hint.getSubject(),
                  "Bitbucket does not tell which pull requests a commit of %s/%s is in: its app Pull"
                          .formatted(hint.getSubject(), hint.getRepository())
                      + " Request Commit Links is missing. Open any commit of the workspace in"
                      + " Bitbucket and click Pull requests beside it.",
                  hint.getAt()));
      case SCOPE_MISSING ->
          Optional.of(
              new IntegrationHealth.Hint(
                  hint.getKind(),
                  hint.getSubject(),
                  "The credentials lack a scope: they may not %s, as was seen at %s. Give the"
                          .formatted(what(hint.getSubject()), hint.getRepository())
                      + " integration a token that has it.",
                  hint.getAt()));
      case UNKNOWN -> Optional.empty();
    };
  }

  /** A later version may know of more. */
  private static String what(String area) {
    return switch (area) {
      case "STATUSES" -> "post commit statuses";
      case "REPOSITORIES" -> "read commits, branches and changed files";
      case "PULL_REQUESTS" -> "read pull requests";
      default -> "do all that is needed";
    };
  }

  /** Each notifier has a part of the budget; null when none knows its own. */
  private static @Nullable Integer sum(
      List<IntegrationQueue> queues, Function<IntegrationQueue, @Nullable Integer> part) {
    return queues.stream().map(part).flatMap(Stream::ofNullable).reduce(Integer::sum).orElse(null);
  }
}
