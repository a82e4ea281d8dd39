package dev.uplink.kubernetes;

import static java.util.stream.Collectors.joining;

import dev.uplink.schemas.topic.Topic;

/** A topic of the catalogue as Strimzi is told of it. How often it is kept the brokers know. */
final class TopicManifest {
  private TopicManifest() {}

  static String of(Topic<?> topic) {
    return """
    apiVersion: kafka.strimzi.io/v1
    kind: KafkaTopic
    metadata:
      name: %s
      labels: {app.kubernetes.io/part-of: uplink, strimzi.io/cluster: uplink}
    spec:
      partitions: %d
      config:
    %s\
    """
        .formatted(
            topic,
            topic.settings().partitions(),
            topic.settings().brokerConfig().entrySet().stream()
                .map(entry -> "    %s: \"%s\"\n".formatted(entry.getKey(), entry.getValue()))
                .collect(joining()));
  }
}
