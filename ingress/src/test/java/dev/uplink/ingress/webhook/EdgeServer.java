package dev.uplink.ingress.webhook;

import static org.awaitility.Awaitility.await;

import dev.uplink.ingress.IngressContexts;
import dev.uplink.ingress.IngressSettings;
import dev.uplink.ingress.fixture.Environments;
import dev.uplink.ingress.http.Draining;
import dev.uplink.schemas.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Ingress on three real ports, with fakes in place of Kafka and the database. */
final class EdgeServer implements AutoCloseable {
  final FakeSecrets secrets;
  final FakePublisher publisher;
  final int webhookPort;
  final int apiPort;
  final int managementPort;
  final MemoryBudget memory;
  final Draining draining;
  private final ApplicationContext context;
  private final HttpClient client = HttpClient.newHttpClient();

  EdgeServer() {
    Map<String, String> environment = Environments.complete();
    environment.put("UPLINK_MANAGEMENT_PORT", String.valueOf(Environments.freePort()));
    Settings settings = IngressSettings.read(environment);
    context = IngressContexts.withoutParts(settings, FakesFactory.ENVIRONMENT);
    context.getBean(EmbeddedServer.class).start();
    secrets = context.getBean(FakeSecrets.class);
    publisher = context.getBean(FakePublisher.class);
    memory = context.getBean(MemoryBudget.class);
    draining = context.getBean(Draining.class);
    webhookPort = settings.get(IngressSettings.WEBHOOK_PORT);
    apiPort = settings.get(IngressSettings.API_PORT);
    managementPort = settings.get(IngressSettings.MANAGEMENT_PORT).orElseThrow();
  }

  HttpRequest.Builder webhook(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + webhookPort + path));
  }

  HttpRequest.Builder api(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + apiPort + path));
  }

  HttpRequest.Builder management(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> sendAsync(byte[] signedBody) {
    return client.sendAsync(
        webhook(FakeSecrets.KNOWN)
            .header("X-Hub-Signature", Signed.signature(signedBody))
            .POST(BodyPublishers.ofByteArray(signedBody))
            .build(),
        BodyHandlers.ofString());
  }

  /** How many requests there were that were none, by how they were answered. */
  double undecoded(String code) {
    return context
        .getBean(MeterRegistry.class)
        .get("uplink.http.undecoded")
        .tag("code", code)
        .counter()
        .count();
  }

  /**
   * The answer is out a moment before its memory is given back. A moment: most tests wait for this,
   * and none for Awaitility's usual tenth of a second.
   */
  void awaitNoMemorySpent() {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .atMost(Duration.ofSeconds(30))
        .until(memory::spent, spent -> spent == 0);
  }

  @Override
  public void close() {
    client.close();
    context.close();
  }
}
