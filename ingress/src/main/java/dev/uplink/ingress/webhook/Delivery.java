package dev.uplink.ingress.webhook;

import dev.uplink.schemas.id.DeliveryId;
import dev.uplink.schemas.id.RepositoryKey;
import java.time.Instant;

/**
 * A verified webhook.
 *
 * @param key what it is ordered by
 * @param secretId which of the integration's secrets it was signed with
 * @param body the bytes as received; owned by the delivery, never changed
 * @param receivedAt when the whole body was there
 */
@SuppressWarnings("ArrayRecordComponent") // deliveries are carried, never compared
public record Delivery(
    DeliveryId id,
    RepositoryKey key,
    String integrationId,
    String secretId,
    WebhookRequest request,
    byte[] body,
    Instant receivedAt) {
  @Override
  public String toString() {
    return "Delivery[" + id + ", " + key + ", " + body.length + " bytes]";
  }
}
