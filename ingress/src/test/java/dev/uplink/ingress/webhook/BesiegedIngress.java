package dev.uplink.ingress.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.fixture.Database;
import dev.uplink.ingress.fixture.Environments;
import dev.uplink.ingress.fixture.TcpProxy;
import dev.uplink.ingress.fixture.TopicReader;
import dev.uplink.schemas.fixture.part.EmbeddedKafka;
import dev.uplink.schemas.topic.RecordHeaderNames;
import dev.uplink.schemas.topic.Topics;
import io.micronaut.http.netty.channel.EventLoopGroupRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The whole of ingress, with Kafka and PostgreSQL behind proxies that tests may spoil. */
final class BesiegedIngress implements AutoCloseable {
  static final int MEMORY = 16 * 1024 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicInteger COUNT = new AtomicInteger();

  final TcpProxy kafka;
  final TcpProxy postgres;
  final Database database = Database.create();
  final String bootstrapServers;
  final String databaseAddress;
  final RunningIngress ingress;
  final EventLoopWatchdog watchdog;
  private final EmbeddedKafka broker;
  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonNode integration;

  BesiegedIngress(Path folder) throws Exception {
    int brokerPort = Environments.freePort();
    kafka = new TcpProxy(brokerPort);
    broker = EmbeddedKafka.behind(folder, brokerPort, kafka.port());
    bootstrapServers = "127.0.0.1:" + kafka.port();
    broker.create(Topics.ALL);
    URI url = URI.create(database.url().substring("jdbc:".length()));
    postgres = new TcpProxy(url.getPort());
    databaseAddress = "127.0.0.1:" + postgres.port() + url.getPath();
    ingress =
        new RunningIngress(
            database,
            Map.of(
                "UPLINK_KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers,
                "UPLINK_DATABASE_URL",
                "jdbc:postgresql://" + databaseAddress,
                "UPLINK_PUBLISH_TIMEOUT",
                "PT1S",
                "UPLINK_WEBHOOK_MEMORY",
                String.valueOf(MEMORY)));
    watchdog =
        new EventLoopWatchdog(
            ingress.bean(EventLoopGroupRegistry.class).getDefaultEventLoopGroup());
    integration = create();
  }

  /** A webhook of so many bytes that is like no other. */
  CompletableFuture<HttpResponse<String>> push(int bytes) {
    String name =
        "{\"n\":" + COUNT.incrementAndGet() + ",\"repository\":{\"full_name\":\"acme/net\"}";
    byte[] body = (name + " ".repeat(Math.max(0, bytes - name.length() - 1)) + "}").getBytes(UTF_8);
    WebhookSecret secret =
        new WebhookSecret("shown once", integration.path("webhookSecret").asText().getBytes(UTF_8));
    return post(path(), body, "sha256=" + HexFormat.of().formatHex(secret.hmacSha256(body)));
  }

  HttpResponse<String> push() {
    return push(100).join();
  }

  /** To an address that nobody has asked for yet, so that it has to be looked up. */
  CompletableFuture<HttpResponse<String>> pushToNobody() {
    return post(path() + "-" + COUNT.incrementAndGet(), new byte[] {'{', '}'}, "sha256=00");
  }

  CompletableFuture<HttpResponse<String>> api(String method, String path, String body) {
    return client.sendAsync(
        HttpRequest.newBuilder(URI.create(ingress.apiUrl() + path))
            .header("Authorization", "Bearer " + RunningIngress.TOKEN)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  /** Ids of the deliveries on uplink.webhooks. */
  Set<String> storedDeliveries() {
    return TopicReader.committed(Topics.WEBHOOKS, bootstrapServers).stream()
        .map(record -> record.headers().lastHeader(RecordHeaderNames.DELIVERY_ID).value())
        .map(id -> new String(id, UTF_8))
        .collect(Collectors.toSet());
  }

  MemoryBudget memory() {
    return ingress.bean(MemoryBudget.class);
  }

  static String code(HttpResponse<String> response) {
    return response.statusCode() == 202
        ? "ACCEPTED"
        : response.body().replaceFirst("(?s).*\"code\":\"(\\w+)\".*", "$1");
  }

  @Override
  public void close() throws IOException {
    kafka.recover();
    postgres.recover();
    watchdog.close();
    client.close();
    ingress.close();
    broker.close();
    kafka.close();
    postgres.close();
  }

  private String path() {
    return URI.create(integration.path("webhookEndpoint").asText()).getPath();
  }

  private CompletableFuture<HttpResponse<String>> post(String path, byte[] body, String signature) {
    return client.sendAsync(
        HttpRequest.newBuilder(URI.create(ingress.webhookUrl() + path))
            .header("X-Event-Key", "repo:push")
            .header("X-Hub-Signature", signature)
            .POST(BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofString());
  }

  private JsonNode create() throws IOException {
    HttpResponse<String> created =
        api(
                "POST",
                "/api/v1/integrations",
                """
                {"name":"Besieged","provider":"BITBUCKET_CLOUD","spaceId":"root",
                 "email":"bot@example.com","apiToken":"a-token"}
                """)
            .join();
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return JSON.readTree(created.body());
  }
}
