package dev.uplink.ingress.webhook;

import dev.uplink.ingress.webhook.WebhookRequest.Sender;
import dev.uplink.schemas.id.DeliveryId;
import dev.uplink.schemas.id.RepositoryKey;
import java.time.Instant;
import java.util.List;

/** Requests and deliveries of the tests' one integration. */
public final class Requests {
  public static final WebhookAddress ADDRESS =
      WebhookAddress.parse("bitbucket-cloud", "acme", "payments").orElseThrow();
  public static final Instant RECEIVED_AT = Instant.parse("2026-01-02T03:04:05.678Z");

  private Requests() {}

  public static WebhookRequest signed(byte[] body) {
    return new WebhookRequest(
        ADDRESS,
        "repo:push",
        "request-1",
        List.of(Signed.signature(body)),
        new Sender("hook-1", 2, "Bitbucket-Webhooks/2.0"));
  }

  public static Delivery delivery(byte[] body) {
    return new Delivery(
        DeliveryId.of("integration-1", "request-1", body),
        RepositoryKey.parse("acme/bitbucket-cloud/acme/network"),
        "integration-1",
        "secret-1",
        signed(body),
        body,
        RECEIVED_AT);
  }
}
