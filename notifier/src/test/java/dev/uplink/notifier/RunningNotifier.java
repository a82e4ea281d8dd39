package dev.uplink.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.notifier.bitbucket.FakeBitbucket;
import dev.uplink.notifier.credentials.Keysets;
import dev.uplink.notifier.platform.FakeRegistry;
import dev.uplink.schemas.fixture.part.TestKafka;
import dev.uplink.schemas.fixture.part.TestPostgres;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.serde.SchemaRegistrar;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The whole service on a real broker and a real database, against a fake Bitbucket. */
final class RunningNotifier implements AutoCloseable {
  private static final String TOKEN =
      "{\"kind\":\"API_TOKEN\",\"email\":\"ops@example.com\",\"apiToken\":\"s3cret\"}";

  final FakeBitbucket bitbucket = new FakeBitbucket();
  private final Path folder;
  private final Keysets keysets = new Keysets();
  private final TestKafka kafka;
  private final TestPostgres postgres = TestPostgres.start();
  private final FakeRegistry registry = new FakeRegistry();
  private final Map<String, String> environment;
  private @Nullable ApplicationContext context;

  RunningNotifier(Path folder) throws Exception {
    this.folder = folder.toAbsolutePath();
    kafka = TestKafka.start(this.folder);
    new SchemaRegistrar(registry.registry()).register(Topics.ALL);
    kafka.create(Topics.ALL);
    storeCredentials();
    environment = environment();
  }

  /**
   * @param differing settings that are not as they usually are
   */
  void start(Map<String, String> differing) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(differing);
    context = NotifierApplication.start(Settings.read(all, NotifierSettings.ALL));
  }

  void stop() {
    if (context != null) {
      context.close();
    }
  }

  <T> T bean(Class<T> type) {
    return Objects.requireNonNull(context).getBean(type);
  }

  /** For good; returns where it was. */
  String stopDatabase() {
    postgres.close();
    return Objects.requireNonNull(environment.get("UPLINK_DATABASE_URL"))
        .replaceFirst("^jdbc:postgresql://", "");
  }

  int get(String path) throws Exception {
    return answer(path).statusCode();
  }

  String body(String path) throws Exception {
    return answer(path).body();
  }

  private HttpResponse<String> answer(String path) throws Exception {
    int port = Objects.requireNonNull(context).getBean(EmbeddedServer.class).getPort();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  <T extends SpecificRecord> void send(Topic<T> topic, String key, T value) throws Exception {
    sendBytes(topic, key, serdes().serializer(topic).serialize(topic.name(), value));
  }

  void sendBytes(Topic<?> topic, String key, byte @Nullable [] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic.name(), key.getBytes(UTF_8), value)).get();
    }
  }

  /** All records there are now, of committed transactions. */
  <T extends SpecificRecord> List<T> read(Topic<T> topic) {
    List<T> values = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                record ->
                    values.add(
                        serdes().deserializer(topic).deserialize(topic.name(), record.value())));
      }
    }
    return values;
  }

  @Override
  public void close() {
    stop();
    bitbucket.close();
    registry.close();
    postgres.close();
    kafka.close();
  }

  private AvroSerdes serdes() {
    return AvroSerdes.over(registry.registry());
  }

  private void storeCredentials() throws Exception {
    try (Connection connection = postgres.connect("postgres", TestPostgres.SUPERUSER);
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
    return Map.ofEntries(
        Map.entry("UPLINK_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
        Map.entry("UPLINK_SCHEMA_REGISTRY_URL", registry.url()),
        Map.entry("UPLINK_STATE_DIR", folder.resolve("state").toString()),
        Map.entry("UPLINK_INSTANCE_ID", "notifier-1"),
        Map.entry("UPLINK_MANAGEMENT_PORT", "0"),
        Map.entry("UPLINK_DATABASE_URL", postgres.url("postgres")),
        Map.entry("UPLINK_DATABASE_USER", TestPostgres.SUPERUSER),
        Map.entry("UPLINK_DATABASE_PASSWORD", "postgres"),
        Map.entry("UPLINK_CREDENTIALS_PRIVATE_KEYSET", keysets.privateKeyset()),
        Map.entry("UPLINK_BITBUCKET_CLOUD_API", bitbucket.url() + "/2.0"),
        Map.entry("UPLINK_ALLOW_LOOPBACK_HOSTS", "true"));
  }
}
