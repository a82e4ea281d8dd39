package dev.uplink.notifier;

import static dev.uplink.schemas.avro.RunType.TRACKED;
import static dev.uplink.schemas.avro.VcsChecks.AGGREGATED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.uplink.notifier.bitbucket.FakeBitbucket;
import dev.uplink.notifier.credentials.Keysets;
import dev.uplink.notifier.platform.EmbeddedKafka;
import dev.uplink.notifier.platform.FakeRegistry;
import dev.uplink.notifier.topology.Decisions;
import dev.uplink.schemas.avro.Integration;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.serde.SchemaRegistrar;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.TopicVerifier;
import dev.uplink.schemas.topic.Topics;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service on a real broker and a real database, against a fake Bitbucket. */
class NotifierIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TOKEN =
      "{\"kind\":\"API_TOKEN\",\"email\":\"ops@example.com\",\"apiToken\":\"s3cret\"}";

  @TempDir private Path folder;
  private final Keysets keysets;
  private EmbeddedKafka kafka;
  private EmbeddedPostgres postgres;
  private FakeRegistry registry;
  private FakeBitbucket bitbucket;
  private Settings settings;
  private ApplicationContext notifier;

  NotifierIT() throws Exception {
    keysets = new Keysets();
  }

  @BeforeEach
  void start() throws Exception {
    kafka = new EmbeddedKafka(folder.toAbsolutePath());
    postgres = EmbeddedPostgres.start();
    registry = new FakeRegistry();
    bitbucket = new FakeBitbucket();
    new SchemaRegistrar(registry.registry()).register(Topics.ALL);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      new TopicVerifier(admin, PATIENCE).create(Topics.ALL, (short) 1);
    }
    storeCredentials();
    settings = Settings.read(environment(), NotifierSettings.ALL);
    notifier = NotifierApplication.start(settings);
  }

  @AfterEach
  void stop() throws IOException {
    notifier.close();
    bitbucket.close();
    registry.close();
    postgres.close();
    kafka.close();
  }

  @Test
  void aDecisionAndItsUpdatesBecomeStatusesAtBitbucketAlsoOverARestart() throws Exception {
    Decisions decision = Decisions.cloud(AGGREGATED).started("network", TRACKED);
    send(Topics.INTEGRATIONS, "acme/int-a", integration());
    send(Topics.DECISIONS, decision.key().toString(), decision.build());
    awaitStatus("spacelift/tracked: 1 in progress");
    awaitStatus("spacelift/modules: 0 runs");
    assertThat(get("/health/readiness")).isEqualTo(200);

    notifier.close();
    notifier = NotifierApplication.start(settings);
    send(Topics.RUN_UPDATES, decision.run("network", TRACKED), finished(decision));

    awaitStatus("spacelift/tracked: 1 succeeded");
    assertThat(get("/prometheus")).isEqualTo(200);
  }

  private void awaitStatus(String name) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(bitbucket.requests)
                    .extracting(FakeBitbucket.Request::body)
                    .anyMatch(body -> body.contains("\"name\":\"" + name + "\"")));
  }

  private int get(String path) throws Exception {
    URI uri =
        URI.create("http://localhost:" + notifier.getBean(EmbeddedServer.class).getPort() + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  private <T extends SpecificRecord> void send(Topic<T> topic, String key, T value)
      throws Exception {
    byte[] bytes = AvroSerdes.from(settings).serializer(topic).serialize(topic.name(), value);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic.name(), key.getBytes(UTF_8), bytes)).get();
    }
  }

  private static RunUpdate finished(Decisions decision) {
    return RunUpdate.newBuilder()
        .setRunId(decision.run("network", TRACKED))
        .setState("FINISHED")
        .setStateVersion(3)
        .setAt(Decisions.AT)
        .build();
  }

  private static Integration integration() {
    return Integration.newBuilder()
        .setId("int-a")
        .setAccountId("acme")
        .setSlug("slug-of-int-a")
        .setName("int-a")
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setIsDefault(true)
        .setSpaceId("root")
        .setVcsChecks(AGGREGATED)
        .setUseGitCheckout(false)
        .setLabels(List.of())
        .setDescription("")
        .setCredentialsVersion(1)
        .setRevision(1)
        .setUpdatedAt(Decisions.AT)
        .build();
  }

  private void storeCredentials() throws Exception {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE api_credentials"
              + " (integration_id text PRIMARY KEY, version bigint, sealed bytea)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO api_credentials VALUES ('int-a', 1, ?)")) {
        insert.setBytes(1, keysets.seal("int-a", TOKEN));
        insert.execute();
      }
    }
  }

  private Map<String, String> environment() throws Exception {
    return Map.of(
        "UPLINK_KAFKA_BOOTSTRAP_SERVERS",
        kafka.bootstrapServers(),
        "UPLINK_SCHEMA_REGISTRY_URL",
        registry.url(),
        "UPLINK_STATE_DIR",
        folder.resolve("state").toString(),
        "UPLINK_INSTANCE_ID",
        "notifier-1",
        "UPLINK_MANAGEMENT_PORT",
        "0",
        "UPLINK_DATABASE_URL",
        postgres.getJdbcUrl("postgres", "postgres"),
        "UPLINK_DATABASE_USER",
        "postgres",
        "UPLINK_DATABASE_PASSWORD",
        "postgres",
        "UPLINK_CREDENTIALS_PRIVATE_KEYSET",
        keysets.privateKeyset(),
        "UPLINK_BITBUCKET_CLOUD_API",
        bitbucket.url() + "/2.0");
  }
}
