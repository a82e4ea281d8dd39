package dev.uplink.local.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {
  private static final String COMMIT = "a".repeat(40);
  private static final String PATH =
      "/2.0/repositories/acme/infra/commit/" + COMMIT + "/statuses/build";

  private final int port = freePort();
  private final Sandbox sandbox = new Sandbox(port);

  @BeforeEach
  void start() {
    sandbox.start();
  }

  @AfterEach
  void stop() {
    sandbox.stop();
  }

  @Test
  void aRefusedCallChangesNothing() throws Exception {
    sandbox.let(refusing(429, 7));

    HttpResponse<String> response = post();

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("Retry-After")).contains("7");
    assertThat(shown()).isEqualTo("{\"statuses\":[]}");
  }

  @Test
  void theAnsweredCallIsTold() throws Exception {
    CompletableFuture<String> told = new CompletableFuture<>();
    sandbox.let(
        new Fault() {
          @Override
          public void answered(String method, String path, int status) {
            told.complete(method + " " + path + " " + status);
          }
        });

    assertThat(post().statusCode()).isEqualTo(201);
    assertThat(told.get(30, TimeUnit.SECONDS)).isEqualTo("POST " + PATH + " 201");
  }

  @Test
  void theInspectionNeverFails() throws Exception {
    sandbox.let(refusing(500, -1));

    assertThat(shown()).isEqualTo("{\"statuses\":[]}");
  }

  @Test
  void aFaultThatIsToldHappensAsOftenAsWasTold() throws Exception {
    tell(
        """
        {"method": "POST", "path": "/statuses/build", "status": 429, "times": 1,
         "headers": {"Retry-After": "7", "X-RateLimit-NearLimit": "true"}}
        """);

    HttpResponse<String> first = post();

    assertThat(first.statusCode()).isEqualTo(429);
    assertThat(first.headers().firstValue("Retry-After")).contains("7");
    assertThat(first.headers().firstValue("X-RateLimit-NearLimit")).contains("true");
    assertThat(post().statusCode()).isEqualTo(201);
  }

  @Test
  void aDroppedCallIsNotAnsweredAndChangesNothing() throws Exception {
    tell("{\"drop\": true, \"delayMillis\": 1}");

    assertThatExceptionOfType(IOException.class).isThrownBy(this::post);
    assertThat(shown()).isEqualTo("{\"statuses\":[]}");

    assertThat(send(control().DELETE()).statusCode()).isEqualTo(204);
    assertThat(post().statusCode()).isEqualTo(201);
  }

  @Test
  void aFaultMayBeOneOfSomeCredentialsOnly() throws Exception {
    tell("{\"status\": 401, \"authorization\": \"Bearer x\"}");
    tell("{\"status\": 403, \"authorization\": \"Bearer y\"}");

    assertThat(post().statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 1"})
  void theConnectionMayEndWithoutAnAnswer(boolean afterwards, int statuses) throws Exception {
    sandbox.let(
        new Fault() {
          @Override
          public Optional<Instead> instead(String method, String path) {
            return Optional.of(new Dropped(afterwards));
          }
        });

    assertThatExceptionOfType(IOException.class).isThrownBy(this::post);
    assertThat(read("/_sandbox/statuses").path("statuses")).hasSize(statuses);
  }

  @ParameterizedTest
  @CsvSource({
    "ELSEWHERE, https://elsewhere.example/2.0/next",
    "LOOP, http://127.0.0.1:%d/2.0/repositories/acme/infra/refs/branches?pagelen=10",
    "MISSING, ''"
  })
  void cloudsNextPageMayBeSaidToBeWhereItIsNot(String pages, String next) throws Exception {
    tell("{\"path\": \"/refs/branches\", \"pages\": \"%s\"}".formatted(pages));

    assertThat(read("/2.0/repositories/acme/infra/refs/branches?pagelen=10").path("next").asText())
        .isEqualTo(next.formatted(port));
  }

  @ParameterizedTest
  @CsvSource({"ELSEWHERE, https://elsewhere.example/2.0/next", "LOOP, 0", "MISSING, ''"})
  void dataCentersNextPageMayBeSaidToBeWhereItIsNot(String pages, String next) throws Exception {
    tell("{\"path\": \"/branches\", \"pages\": \"%s\"}".formatted(pages));

    JsonNode page = read("/rest/api/latest/projects/A/repos/b/branches?limit=100");
    assertThat(page.path("isLastPage").asBoolean(true)).isFalse();
    assertThat(page.path("nextPageStart").asText()).isEqualTo(next);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "not json",
        "{\"statu\": 1}",
        "{\"status\": \"500\"}",
        "{\"pages\": \"none\"}"
      })
  void whatIsNoFaultIsRefused(String body) throws Exception {
    assertThat(send(control().POST(BodyPublishers.ofString(body))).statusCode()).isEqualTo(400);
  }

  private void tell(String fault) throws IOException, InterruptedException {
    assertThat(send(control().POST(BodyPublishers.ofString(fault))).statusCode()).isEqualTo(200);
  }

  private HttpRequest.Builder control() {
    return HttpRequest.newBuilder(uri("/_sandbox/faults"));
  }

  private static Fault refusing(int status, int retryAfter) {
    return new Fault() {
      @Override
      public Optional<Instead> instead(String method, String path) {
        return Optional.of(new Refusal(status, retryAfter));
      }
    };
  }

  private HttpResponse<String> post() throws IOException, InterruptedException {
    String status =
        """
        {"type": "build", "key": "k", "state": "FAILED", "url": "https://runs.example.com/1"}
        """;
    return send(
        HttpRequest.newBuilder(uri(PATH))
            .header("Authorization", "Bearer x")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(status)));
  }

  private JsonNode read(String path) throws IOException, InterruptedException {
    return new ObjectMapper()
        .readTree(
            send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer x")).body());
  }

  private String shown() throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri("/_sandbox/statuses"))).body();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
