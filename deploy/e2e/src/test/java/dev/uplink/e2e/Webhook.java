package dev.uplink.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One request as Bitbucket sends it; each {@code with} gives a changed copy.
 *
 * @param signatures values of X-Hub-Signature; empty for an unsigned request
 */
public record Webhook(
    URI endpoint,
    String eventKey,
    String requestId,
    String body,
    java.util.List<String> signatures) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Signed with the integration's secret. */
  public static Webhook signed(Integration integration, String eventKey, String body) {
    String signature = "sha256=" + hmac("HmacSHA256", integration.webhookSecret(), body);
    return new Webhook(
        integration.webhookEndpoint(),
        eventKey,
        UUID.randomUUID().toString(),
        body,
        List.of(signature));
  }

  public static Webhook cloudPush(Integration integration, String body) {
    return signed(integration, "repo:push", body);
  }

  public static Webhook dataCenterPush(Integration integration, String body) {
    return signed(integration, "repo:refs_changed", body);
  }

  /** Of a tag, by whichever product the integration is for. */
  public static Webhook tagPush(Integration integration, Repository repository, String tag) {
    return integration.provider().equals("BITBUCKET_CLOUD")
        ? cloudPush(integration, Bodies.cloudTag(repository, tag, World.newCommit()))
        : dataCenterPush(
            integration, Bodies.dataCenter(repository, "tags", tag, World.newCommit()));
  }

  Webhook withSignatures(String... values) {
    return new Webhook(endpoint, eventKey, requestId, body, List.of(values));
  }

  /** The delivery id of an accepted webhook. */
  public String accepted() {
    return send().deliveryId();
  }

  /** As Bitbucket sends it; the same for a redelivery, down to the last byte. */
  public HttpRequest request() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/json")
            .header("X-Event-Key", eventKey)
            .header("X-Request-UUID", requestId)
            .header("X-Request-Id", requestId)
            .POST(BodyPublishers.ofString(body));
    signatures.forEach(value -> request.header("X-Hub-Signature", value));
    return request.build();
  }

  public Answer send() {
    try {
      HttpResponse<String> response = HTTP.send(request(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String hmac(String algorithm, String secret, String body) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), algorithm));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What ingress answered. */
  public record Answer(int status, String body) {
    String code() {
      return field("code");
    }

    public String deliveryId() {
      if (status != 202) {
        throw new AssertionError("expected 202, got " + status + ": " + body);
      }
      return field("deliveryId");
    }

    private String field(String name) {
      return body.replaceAll("(?s).*\"" + name + "\"\\s*:\\s*\"([^\"]*)\".*", "$1");
    }
  }
}
