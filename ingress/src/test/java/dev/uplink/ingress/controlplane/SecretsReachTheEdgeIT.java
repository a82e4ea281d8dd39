package dev.uplink.ingress.controlplane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.controlplane.Api.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The two halves of ingress meet in the database only; here they do. */
class SecretsReachTheEdgeIT {
  private static final String BODY = "{\"repository\":{\"full_name\":\"acme/net\"}}";

  private final Api api = new Api();
  private final Samples samples = new Samples(api);

  @Test
  void aNewIntegrationsWebhooksAreAcceptedUnderItsSecret() throws Exception {
    Answer integration = samples.cloudIntegration(Api.unique("Int"), "root");

    assertThat(deliver(integration, integration.text("webhookSecret"))).isEqualTo(202);
    assertThat(deliver(integration, "another secret")).isEqualTo(401);
  }

  @Test
  void aRotatedSecretCountsAtOnceAndTheOldOneStill() throws Exception {
    Answer integration = samples.cloudIntegration(Api.unique("Int"), "root");
    String old = integration.text("webhookSecret");
    assertThat(deliver(integration, old)).isEqualTo(202);

    String now = rotate(integration, "{'gracePeriod': 'PT1H'}").text("webhookSecret");

    assertThat(deliver(integration, now)).isEqualTo(202);
    assertThat(deliver(integration, old)).isEqualTo(202);
  }

  @Test
  void afterItsGraceTheOldSecretCountsNoMore() throws Exception {
    Answer integration = samples.cloudIntegration(Api.unique("Int"), "root");
    String old = integration.text("webhookSecret");

    String now = rotate(integration, "{'gracePeriod': 'PT1S'}").text("webhookSecret");

    await().until(() -> deliver(integration, old) == 401);
    assertThat(deliver(integration, now)).isEqualTo(202);
  }

  @Test
  void withoutGraceTheOldSecretEndsAtOnce() throws Exception {
    Answer integration = samples.cloudIntegration(Api.unique("Int"), "root");
    String old = integration.text("webhookSecret");
    assertThat(deliver(integration, old)).isEqualTo(202);

    rotate(integration, "{'gracePeriod': 'PT0S'}");

    assertThat(deliver(integration, old)).isEqualTo(401);
  }

  @Test
  void theDetailsShowWhichSecretTheLastWebhookWasSignedWith() throws Exception {
    Answer integration = samples.cloudIntegration(Api.unique("Int"), "root");
    String old = integration.body().at("/webhookSecrets/0/id").asText();
    assertThat(lastUsed(integration)).isEqualTo("null");
    deliver(integration, integration.text("webhookSecret"));
    await().until(() -> lastUsed(integration).equals(old));

    Answer rotated = rotate(integration, "");
    assertThat(lastUsed(integration)).isEqualTo(old);
    assertThat(deliver(integration, rotated.text("webhookSecret"))).isEqualTo(202);

    await()
        .until(
            () -> lastUsed(integration).equals(rotated.body().at("/webhookSecrets/0/id").asText()));
  }

  private Answer rotate(Answer integration, String body) {
    return api.post("/integrations/" + integration.id() + "/rotate-secret", body);
  }

  private String lastUsed(Answer integration) {
    return api.get("/integrations/" + integration.id() + "/details")
        .text("lastUsedWebhookSecretId");
  }

  @Test
  void aDeletedIntegrationIsNotFoundAtOnce() throws Exception {
    Answer integration = samples.cloudIntegration(Api.unique("Int"), "root");
    String secret = integration.text("webhookSecret");
    assertThat(deliver(integration, secret)).isEqualTo(202);

    api.delete("/integrations/" + integration.id());

    assertThat(deliver(integration, secret)).isEqualTo(404);
  }

  private static int deliver(Answer integration, String secret) throws Exception {
    String path = URI.create(integration.text("webhookEndpoint")).getPath();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
    String signature = HexFormat.of().formatHex(mac.doFinal(BODY.getBytes(UTF_8)));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(RunningIngress.instance().webhookUrl() + path))
            .header("Content-Type", "application/json")
            .header("X-Event-Key", "repo:push")
            .header("X-Hub-Signature", "sha256=" + signature)
            .POST(BodyPublishers.ofString(BODY))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }
}
