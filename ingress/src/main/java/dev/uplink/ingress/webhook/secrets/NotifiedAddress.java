package dev.uplink.ingress.webhook.secrets;

import dev.uplink.ingress.webhook.WebhookAddress;
import dev.uplink.schemas.id.BitbucketProduct;
import java.util.Optional;

/** The payload of a notification: {@code {provider}/{accountId}/{slug}}. */
final class NotifiedAddress {
  private NotifiedAddress() {}

  /** Empty if it is anything else. The provider is the database's word for it, the enum's name. */
  static Optional<WebhookAddress> parse(String payload) {
    String[] parts = payload.split("/", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    for (BitbucketProduct product : BitbucketProduct.values()) {
      if (product.provider().name().equals(parts[0])) {
        return WebhookAddress.parse(product.segment(), parts[1], parts[2]);
      }
    }
    return Optional.empty();
  }
}
