package dev.uplink.local;

import dev.uplink.schemas.serde.ConfluentApiRegistry;
import dev.uplink.schemas.serde.SchemaRegistrar;
import dev.uplink.schemas.topic.TopicVerifier;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** What a deployment does before it starts the services: the topics and the schemas. */
final class Preparation {
  /** A busy machine is no reason to give up. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Preparation() {}

  static void createTopics(Endpoints endpoints, short replicas) {
    Map<String, Object> config =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, endpoints.kafka());
    try (Admin admin = Admin.create(config)) {
      new TopicVerifier(admin, PATIENCE).create(Topics.ALL, replicas);
    }
  }

  /** Side by side: each subject costs the registry several round trips to its database. */
  static void registerSchemas(Endpoints endpoints) {
    SchemaRegistrar registrar =
        new SchemaRegistrar(new ConfluentApiRegistry(endpoints.registry(), PATIENCE));
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
