package dev.uplink.ingress.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A webhook from the socket to Kafka's acknowledgement, with every part real. */
class WebhookPathIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TRIGGERS =
      """
      ALTER TABLE integrations %s TRIGGER integration_changed;
      ALTER TABLE webhook_secrets %s TRIGGER webhook_secret_changed
      """;
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
  void anIntegrationThatWasDeletedTakesNone() throws Exception {
    JsonNode integration = create("Soon deleted");
    assertThat(push(integration, PUSH).statusCode()).isEqualTo(202);

    whileNobodyIsToldOfChanges(() -> delete(integration));

    assertThat(push(integration, PUSH).statusCode()).isEqualTo(404);
  }

  @Test
  void anIntegrationOfTheSameNameHasTheSameAddressAndAnotherSecret() throws Exception {
    JsonNode first = create("Made again");
    assertThat(push(first, PUSH).statusCode()).isEqualTo(202);

    JsonNode second =
        whileNobodyIsToldOfChanges(
            () -> {
              delete(first);
              return create("Made again");
            });

    assertThat(second.path("webhookEndpoint")).isEqualTo(first.path("webhookEndpoint"));
    assertThat(push(second, PUSH).statusCode()).isEqualTo(202);
    assertThat(push(first, PUSH).body()).contains("SIGNATURE_MISMATCH");
  }

  /** As remembered as a secret is. */
  @Test
  void whereNothingWasAnIntegrationTakesWebhooksAsSoonAsItIsMade() throws Exception {
    JsonNode first = create("Made late");
    delete(first);
    assertThat(push(first, PUSH).statusCode()).isEqualTo(404);

    JsonNode second = whileNobodyIsToldOfChanges(() -> create("Made late"));

    assertThat(push(second, PUSH).statusCode()).isEqualTo(202);
  }

  @Test
  void aSecretThatWasReplacedWithoutGraceCountsNoMore() throws Exception {
    JsonNode before = create("Known to somebody");
    assertThat(push(before, PUSH).statusCode()).isEqualTo(202);
    String rotate = "/" + before.path("id").asText() + "/rotate-secret";

    JsonNode after =
        whileNobodyIsToldOfChanges(
            () -> JSON.readTree(api("POST", rotate, "{\"gracePeriod\":\"PT0S\"}").body()));

    assertThat(push(before, PUSH).body()).contains("SIGNATURE_MISMATCH");
    assertThat(push(after, PUSH).statusCode()).isEqualTo(202);
  }

  /** The database is slow to tell, as on a machine that has too much to do. */
  private <T> T whileNobodyIsToldOfChanges(Callable<T> changes) throws Exception {
    ingress.database().execute(TRIGGERS.formatted("DISABLE", "DISABLE"));
    try {
      return changes.call();
    } finally {
      ingress.database().execute(TRIGGERS.formatted("ENABLE", "ENABLE"));
    }
  }

  private int delete(JsonNode integration) throws IOException, InterruptedException {
    int status = api("DELETE", "/" + integration.path("id").asText(), "").statusCode();
    assertThat(status).isEqualTo(200);
    return status;
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
