package dev.uplink.ingress.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers on which port. */
class PortsTest {
  private static EdgeServer server;

  @BeforeAll
  static void start() {
    server = new EdgeServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/health",
        "/health/liveness",
        "/health/readiness",
        "/prometheus",
        "/api/openapi.yml",
        "/api/v1/spaces",
        "/webhooks",
        "/favicon.ico"
      })
  void theWebhookPortAnswersNothingButWebhooks(String path) throws Exception {
    assertProblem(server.send(server.webhook(path).GET()), 404, "NOT_FOUND");
  }

  @Test
  void postingElsewhereOnTheWebhookPortIsNotFound() throws Exception {
    assertProblem(
        server.send(server.webhook("/webhooks/").POST(BodyPublishers.noBody())), 404, "NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
  void anotherMethodOnAWebhooksPathIsNotAllowed(String method) throws Exception {
    HttpRequest.Builder request =
        server.webhook(FakeSecrets.KNOWN).method(method, BodyPublishers.noBody());

    HttpResponse<String> response = server.send(request);

    assertProblem(response, 405, "METHOD_NOT_ALLOWED");
    assertThat(response.headers().firstValue("Allow")).hasValue("POST");
  }

  @Test
  void theApiPortTakesNoWebhooks() throws Exception {
    assertProblem(
        server.send(server.api(FakeSecrets.KNOWN).POST(BodyPublishers.noBody())), 404, "NOT_FOUND");
  }

  /** Not even a request for a token: who measures needs nothing of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/openapi.yml",
        "/api/v1/spaces",
        "/api/v1/spaces?path=/prometheus",
        "/checks/6d0f5e0ab1c94c07b3f6a1de52c88e41",
        "/health/../api/v1/spaces",
        "/prometheus/../api/v1/spaces",
        "//api/v1/spaces",
        "/webhooks/bitbucket-cloud/acme/integration/known"
      })
  void theManagementPortAnswersNothingOfTheControlPlane(String path) throws Exception {
    assertProblem(server.send(server.management(path).GET()), 404, "NOT_FOUND");
  }

  @Test
  void healthAndMetricsAnswerOnTheManagementPort() throws Exception {
    assertThat(server.send(server.management("/health/liveness").GET()).statusCode())
        .isEqualTo(200);
    assertThat(server.send(server.management("/health/readiness").GET()).statusCode())
        .isEqualTo(200);
    assertThat(server.send(server.management("/prometheus").GET()).body())
        .contains("jvm_memory_used");
  }

  @Test
  void healthAndMetricsAnswerOnTheApiPort() throws Exception {
    assertThat(server.send(server.api("/health/liveness").GET()).statusCode()).isEqualTo(200);
    assertThat(server.send(server.api("/health/readiness").GET()).statusCode()).isEqualTo(200);
    assertThat(server.send(server.api("/prometheus").GET()).body()).contains("jvm_memory_used");
  }

  private static void assertProblem(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body()).contains("\"code\":\"" + code + "\"");
  }
}
