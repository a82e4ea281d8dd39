package dev.uplink.ingress.webhook.secrets;

import dev.uplink.ingress.webhook.WebhookAddress;
import dev.uplink.schemas.id.BitbucketProduct;
import java.util.Optional;

/** An address as the database writes it: the provider is the enum's name. */
final class StoredAddress {
  private StoredAddress() {}

  /**
   * The address in a notification, {@code {provider}/{accountId}/{slug}}; empty if it is anything
   * else.
   */
  static Optional<WebhookAddress> parse(String payload) {
    String[] parts = payload.split("/", -1);
    return parts.length == 3 ? find(parts[0], parts[1], parts[2]) : Optional.empty();
  }

  /** The address in a row. Throws {@link IllegalStateException} if no webhook could be for it. */
  static WebhookAddress of(String provider, String accountId, String slug) {
    return find(provider, accountId, slug)
        .orElseThrow(
            () -> new IllegalStateException(provider + "/" + accountId + "/" + slug + "?"));
  }

  private static Optional<WebhookAddress> find(String provider, String accountId, String slug) {
    for (BitbucketProduct product : BitbucketProduct.values()) {
      if (product.provider().name().equals(provider)) {
        return WebhookAddress.parse(product.segment(), accountId, slug);
      }
    }
    return Optional.empty();
  }
}
