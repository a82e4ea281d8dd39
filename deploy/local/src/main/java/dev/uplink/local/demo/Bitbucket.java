package dev.uplink.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Bitbucket's two sides: it sends webhooks, and it shows commit statuses. */
final class Bitbucket {
  private final Doors doors;
  private final Http http;

  Bitbucket(Doors doors, Http http) {
    this.doors = doors;
    this.http = http;
  }

  /** A status as its users see it. */
  record Shown(String state, String name, String url) {}

  Http.Answer send(Webhook webhook, Integration integration) {
    return send(webhook, integration.webhookEndpoint(), integration.webhookSecret());
  }

  Http.Answer send(Webhook webhook, URI endpoint, String secret) {
    String requestId =
        switch (webhook.repository().product()) {
          case CLOUD -> "X-Request-UUID";
          case DATA_CENTER -> "X-Request-Id";
        };
    return http.send(
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/json")
            .header("X-Event-Key", webhook.eventKey())
            .header(requestId, webhook.requestId())
            .header("X-Hub-Signature", "sha256=" + hmac(secret, webhook.body()))
            .POST(BodyPublishers.ofByteArray(webhook.body())));
  }

  /** What Data Center's "Test connection" sends: neither signed nor of any type. */
  Http.Answer ping(Integration integration) {
    return http.send(
        HttpRequest.newBuilder(integration.webhookEndpoint())
            .header("X-Event-Key", "diagnostics:ping")
            .POST(BodyPublishers.noBody()));
  }

  /** By status key. */
  Map<String, Shown> statuses(String commit) {
    URI uri = URI.create(doors.sandbox() + "/_sandbox/statuses?commit=" + commit);
    Map<String, Shown> statuses = new TreeMap<>();
    for (JsonNode status : http.send(HttpRequest.newBuilder(uri)).body().path("statuses")) {
      statuses.put(
          status.path("key").asText(),
          new Shown(
              status.path("state").asText(),
              status.path("name").asText(),
              status.path("url").asText()));
    }
    return statuses;
  }

  private static String hmac(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
