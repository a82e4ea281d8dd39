package dev.uplink.ingress.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.webhook.WebhookPublisher.PublishOutcome;
import dev.uplink.schemas.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The statuses of the webhook port over real HTTP. */
class WebhookControllerTest {
  private static final byte[] PUSH =
      "{\"push\":{\"changes\":[]},\"repository\":{\"full_name\":\"Acme/network\"}}".getBytes(UTF_8);

  private static EdgeServer server;

  @BeforeAll
  static void start() {
    server = new EdgeServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void quiet() {
    server.secrets.away = false;
    server.publisher.endWith(PublishOutcome.ACKNOWLEDGED);
    server.publisher.published.clear();
  }

  @Test
  void aVerifiedWebhookIsAcceptedWithItsDeliveryId() throws Exception {
    HttpResponse<String> response = send(signed(PUSH));

    Delivery delivery = server.publisher.published.getFirst();
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.body()).isEqualTo("{\"deliveryId\":\"" + delivery.id() + "\"}");
    assertThat(delivery.body()).isEqualTo(PUSH);
    assertThat(delivery.key()).hasToString("acme/bitbucket-cloud/acme/network");
  }

  @Test
  void aMissingSignatureIsRefused() throws Exception {
    assertRefused(send(post(PUSH)), 401, "SIGNATURE_MISSING");
  }

  @Test
  void aRepeatedSignatureIsRefused() throws Exception {
    HttpRequest.Builder twice = signed(PUSH).header("X-Hub-Signature", Signed.signature(PUSH));

    assertRefused(send(twice), 401, "SIGNATURE_REPEATED");
  }

  @Test
  void aSha1SignatureIsRefused() throws Exception {
    assertRefused(
        send(post(PUSH).header("X-Hub-Signature", "sha1=" + "0".repeat(40))),
        401,
        "SIGNATURE_ALGORITHM_UNSUPPORTED");
  }

  @Test
  void aWrongSignatureIsRefused() throws Exception {
    assertRefused(
        send(post(PUSH).header("X-Hub-Signature", Signed.signature("other".getBytes(UTF_8)))),
        401,
        "SIGNATURE_MISMATCH");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/webhooks/bitbucket-cloud/acme/integration/unknown",
        "/webhooks/bitbucket-cloud/a-b/integration/payments",
        "/webhooks/bitbucket-cloud/acme/integration/Payments",
        "/webhooks/gitlab/acme/integration/payments",
        "/webhooks/bitbucket-cloud/acme/integration/%2e%2e%2fpayments"
      })
  void anAddressWithoutIntegrationIsNotFound(String path) throws Exception {
    assertRefused(send(to(path, PUSH)), 404, "INTEGRATION_NOT_FOUND");
  }

  @Test
  void aBodyAtTheLimitIsAccepted() throws Exception {
    byte[] largest = bytes(Limits.WEBHOOK_BODY_BYTES);

    assertThat(send(signed(largest)).statusCode()).isEqualTo(202);
    assertThat(server.publisher.published.getFirst().body()).hasSize(2 * 1024 * 1024);
  }

  @Test
  void aBodyAtTheLimitInChunksIsAccepted() throws Exception {
    byte[] largest = bytes(Limits.WEBHOOK_BODY_BYTES);

    assertThat(send(signed(largest, inChunks(largest))).statusCode()).isEqualTo(202);
  }

  @Test
  void aBodyOneByteOverTheLimitIsTooLarge() throws Exception {
    assertRefused(send(signed(bytes(Limits.WEBHOOK_BODY_BYTES + 1))), 413, "BODY_TOO_LARGE");
  }

  @Test
  void aBodyOneByteOverTheLimitInChunksIsTooLarge() throws Exception {
    byte[] tooLarge = bytes(Limits.WEBHOOK_BODY_BYTES + 1);

    assertRefused(send(signed(tooLarge, inChunks(tooLarge))), 413, "BODY_TOO_LARGE");
  }

  @Test
  void aBodySaidToBePackedIsTakenAsTheBytesThatItIs() throws Exception {
    assertThat(send(signed(PUSH).header("Content-Encoding", "gzip")).statusCode()).isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain;charset=utf-16",
        "nonsense"
      })
  void theMediaTypeDoesNotMatter(String contentType) throws Exception {
    HttpResponse<String> response = send(signed(PUSH).header("Content-Type", contentType));

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(server.publisher.published.getFirst().body()).isEqualTo(PUSH);
  }

  @Test
  void anEmptyBodyIsVerifiedLikeAnyOther() throws Exception {
    assertThat(send(signed(new byte[0])).statusCode()).isEqualTo(202);
  }

  @Test
  void aPingIsAnsweredWithoutLookupBodyOrContentType() throws Exception {
    int lookups = server.secrets.lookups.get();

    HttpResponse<String> response = send(ping("/webhooks/bitbucket-datacenter/acme/integration/x"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(server.secrets.lookups).hasValue(lookups);
  }

  @Test
  void aPingIsNeverPublishedEvenIfSigned() throws Exception {
    HttpRequest.Builder ping = signed(PUSH).setHeader("X-Event-Key", "diagnostics:ping");

    assertThat(send(ping).statusCode()).isEqualTo(200);
    assertThat(server.publisher.published).isEmpty();
  }

  @Test
  void aPingOnAnAddressThatNoIntegrationCanHaveIsNotFound() throws Exception {
    assertRefused(send(ping("/webhooks/gitlab/acme/integration/x")), 404, "INTEGRATION_NOT_FOUND");
  }

  @Test
  void anUnavailableSecretAsksToSendAgain() throws Exception {
    server.secrets.away = true;

    assertUnavailable(send(signed(PUSH)), "SECRET_UNAVAILABLE");
  }

  @Test
  void aFullPublisherAsksToSendAgain() throws Exception {
    server.publisher.endWith(PublishOutcome.FULL);

    assertUnavailable(send(signed(PUSH)), "PUBLISHER_FULL");
  }

  @Test
  void aMissingAcknowledgementAsksToSendAgain() throws Exception {
    server.publisher.endWith(PublishOutcome.NOT_ACKNOWLEDGED);

    assertUnavailable(send(signed(PUSH)), "NOT_ACKNOWLEDGED");
  }

  private static void assertRefused(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body())
        .contains("\"status\":" + status, "\"code\":\"" + code + "\"", "\"type\":\"about:blank\"");
    assertThat(server.publisher.published).isEmpty();
  }

  private static void assertUnavailable(HttpResponse<String> response, String code) {
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(response.body()).contains("\"code\":\"" + code + "\"");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return server.send(request);
  }

  private static HttpRequest.Builder signed(byte[] body) {
    return signed(body, BodyPublishers.ofByteArray(body));
  }

  private static HttpRequest.Builder signed(byte[] body, BodyPublisher publisher) {
    return server
        .webhook(FakeSecrets.KNOWN)
        .header("X-Event-Key", "repo:push")
        .header("X-Hub-Signature", Signed.signature(body))
        .POST(publisher);
  }

  private static HttpRequest.Builder post(byte[] body) {
    return to(FakeSecrets.KNOWN, body);
  }

  private static HttpRequest.Builder to(String path, byte[] body) {
    return server.webhook(path).POST(BodyPublishers.ofByteArray(body));
  }

  private static HttpRequest.Builder ping(String path) {
    return server
        .webhook(path)
        .header("X-Event-Key", "diagnostics:ping")
        .POST(BodyPublishers.noBody());
  }

  private static BodyPublisher inChunks(byte[] body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) ' ');
    return bytes;
  }
}
