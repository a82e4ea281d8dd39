package dev.uplink.local;

import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.serde.ConfluentApiRegistry;
import dev.uplink.schemas.serde.SchemaRegistrar;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.TopicOverrides;
import dev.uplink.schemas.topic.TopicVerifier;
import dev.uplink.schemas.topic.Topics;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** What a deployment does before it starts the services: the topics and the schemas. */
public final class Preparation {
  /** A busy machine is no reason to give up. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Preparation() {}

  /** Those of the catalogue that are missing; others are left as they are. */
  public static void createTopics(KafkaAccess kafka, TopicOverrides overrides, short replicas) {
    List<? extends Topic<?>> topics = Topics.ALL.stream().map(overrides::applyTo).toList();
    int patience = (int) PATIENCE.toMillis();
    Map<String, Object> config =
        kafka.with(Map.of(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience));
    try (Admin admin = Admin.create(config)) {
      new TopicVerifier(admin, PATIENCE).create(topics, replicas);
    }
  }

  /** Side by side: each subject costs the registry several round trips to its database. */
  public static void registerSchemas(URI registry) {
    SchemaRegistrar registrar = new SchemaRegistrar(new ConfluentApiRegistry(registry, PATIENCE));
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      CompletableFuture.allOf(
              Topics.ALL.stream()
                  .map(
                      topic ->
                          CompletableFuture.runAsync(
                              () -> registrar.register(List.of(topic)), threads))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    }
  }
}
