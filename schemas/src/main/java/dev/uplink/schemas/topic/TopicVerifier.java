package dev.uplink.schemas.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Compares the broker's topics with the catalogue before a service starts. A service that found a
 * webhook topic compacted, or with another partition count than its co-partitioned ones, would lose
 * or disorder records without a word; so it does not start.
 */
public final class TopicVerifier {
  private final Admin admin;
  private final Duration timeout;

  public TopicVerifier(Admin admin, Duration timeout) {
    this.admin = admin;
    this.timeout = timeout;
  }

  /**
   * Throws {@link TopicMismatchException} with every difference and the commands that end it, or
   * {@link KafkaUnavailableException} when the broker does not answer in time.
   */
  public void verify(Collection<? extends Topic<?>> topics) {
    List<String> problems = new ArrayList<>();
    for (Topic<?> topic : topics) {
      problems.addAll(differences(topic));
    }
    if (!problems.isEmpty()) {
      throw new TopicMismatchException(problems);
    }
  }

  /** Creates those that are missing, as local mode does; existing ones are left as they are. */
  public void create(Collection<? extends Topic<?>> topics, short replicationFactor) {
    List<NewTopic> missing =
        topics.stream()
            .map(
                topic ->
                    new NewTopic(topic.name(), topic.settings().partitions(), replicationFactor)
                        .configs(topic.settings().brokerConfig()))
            .toList();
    for (KafkaFuture<Void> created : admin.createTopics(missing).values().values()) {
      try {
        await(created);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw new KafkaUnavailableException("could not create topics", e);
        }
      }
    }
  }

  private List<String> differences(Topic<?> topic) {
    TopicDescription description;
    try {
      description =
          known(
              await(admin.describeTopics(List.of(topic.name())).allTopicNames()).get(topic.name()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return List.of(missing(topic));
      }
      throw new KafkaUnavailableException("could not describe " + topic, e);
    }
    List<String> problems = new ArrayList<>();
    TopicSettings expected = topic.settings();
    if (description.partitions().size() != expected.partitions()) {
      problems.add(
          "%s has %d partitions, expected %d: if the new count is meant, set %s.partitions=%d in UPLINK_TOPIC_OVERRIDES; otherwise create the topic anew"
              .formatted(
                  topic,
                  description.partitions().size(),
                  expected.partitions(),
                  topic,
                  description.partitions().size()));
    }
    Config actual = config(topic);
    expected
        .brokerConfig()
        .forEach((key, value) -> problems.addAll(difference(topic, actual, key, value)));
    return problems;
  }

  private static List<String> difference(
      Topic<?> topic, Config actual, String key, String expected) {
    String found = actual.get(key) == null ? "nothing" : actual.get(key).value();
    if (sorted(expected).equals(sorted(found))) {
      return List.of();
    }
    return List.of(
        "%s has %s=%s, expected %s: kafka-configs.sh --alter --entity-type topics --entity-name %s --add-config '%s=[%s]'"
            .formatted(topic, key, found, expected, topic, key, expected));
  }

  /** The broker may list cleanup policies in another order. */
  private static List<String> sorted(String value) {
    return List.of(value.split(",", -1)).stream().sorted().toList();
  }

  private static String missing(Topic<?> topic) {
    StringBuilder command =
        new StringBuilder(
            "%s is missing: kafka-topics.sh --create --topic %s --partitions %d"
                .formatted(topic, topic, topic.settings().partitions()));
    for (Map.Entry<String, String> entry : topic.settings().brokerConfig().entrySet()) {
      command.append(" --config ").append(entry.getKey()).append('=').append(entry.getValue());
    }
    return command.toString();
  }

  private Config config(Topic<?> topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    try {
      return known(await(admin.describeConfigs(List.of(resource)).all()).get(resource));
    } catch (ExecutionException e) {
      throw new KafkaUnavailableException("could not read the configuration of " + topic, e);
    }
  }

  private static <T> T known(@Nullable T answer) {
    return Objects.requireNonNull(answer, "Kafka answered something else than it was asked");
  }

  private <T> T await(KafkaFuture<T> future) throws ExecutionException {
    try {
      return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new KafkaUnavailableException("no answer from Kafka within " + timeout, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaUnavailableException("interrupted while asking Kafka", e);
    }
  }
}
