package dev.uplink.ingress.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.ingress.RunningIngress;
import dev.uplink.schemas.Limits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A webhook from the socket to Kafka's acknowledgement, with every part real. */
class WebhookPathIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration A_SECOND = Duration.ofSeconds(1);
  private static final byte[] PUSH =
      "{\"repository\":{\"full_name\":\"acme/network\"}}".getBytes(UTF_8);

  private final RunningIngress ingress = RunningIngress.instance();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void anIntegrationThatWasJustMadeTakesWebhooks() throws Exception {
    JsonNode integration = create("Just made");

    HttpResponse<String> answer = push(integration, PUSH);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(JSON.readTree(answer.body()).path("deliveryId").asText()).matches("[0-9a-f]{32}");
  }

  @Test
  void theLargestBodyIsAcknowledged() throws Exception {
    JsonNode integration = create("Takes the largest");

    assertThat(push(integration, new byte[Limits.WEBHOOK_BODY_BYTES]).statusCode()).isEqualTo(202);
  }

  @Test
  void anIntegrationThatWasDeletedTakesNoneAfterASecond() throws Exception {
    JsonNode integration = create("Soon deleted");
    assertThat(push(integration, PUSH).statusCode()).isEqualTo(202);

    assertThat(api("DELETE", "/" + integration.path("id").asText(), "").statusCode())
        .isEqualTo(200);

    await().atMost(A_SECOND).until(() -> push(integration, PUSH).statusCode() == 404);
  }

  @Test
  void anIntegrationOfTheSameNameHasTheSameAddressAndAnotherSecret() throws Exception {
    JsonNode first = create("Made again");
    assertThat(push(first, PUSH).statusCode()).isEqualTo(202);
    api("DELETE", "/" + first.path("id").asText(), "");

    JsonNode second = create("Made again");

    assertThat(second.path("webhookEndpoint")).isEqualTo(first.path("webhookEndpoint"));
    await().atMost(A_SECOND).until(() -> push(second, PUSH).statusCode() == 202);
    assertThat(push(first, PUSH).body()).contains("SIGNATURE_MISMATCH");
  }

  private JsonNode create(String name) throws IOException, InterruptedException {
    String body =
        """
        {"name":"%s","provider":"BITBUCKET_CLOUD","spaceId":"root",
         "email":"bot@example.com","apiToken":"a-token"}
        """
            .formatted(name);
    HttpResponse<String> created = api("POST", "", body);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return JSON.readTree(created.body());
  }

  private HttpResponse<String> push(JsonNode integration, byte[] body)
      throws IOException, InterruptedException {
    WebhookSecret secret =
        new WebhookSecret("shown once", integration.path("webhookSecret").asText().getBytes(UTF_8));
    String path = URI.create(integration.path("webhookEndpoint").asText()).getPath();
    return client.send(
        HttpRequest.newBuilder(URI.create(ingress.webhookUrl() + path))
            .header("X-Event-Key", "repo:push")
            .header(
                "X-Hub-Signature", "sha256=" + HexFormat.of().formatHex(secret.hmacSha256(body)))
            .POST(BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> api(String method, String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(ingress.apiUrl() + "/api/v1/integrations" + path))
            .header("Authorization", "Bearer " + RunningIngress.TOKEN)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
