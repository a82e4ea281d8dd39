package dev.uplink.ingress.webhook;

import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.Slug;
import java.util.Optional;

/**
 * The integration that a webhook's path names. Well-formed; whether it exists is another matter.
 */
public record WebhookAddress(BitbucketProduct product, AccountId account, Slug slug) {

  /** Empty if any of the three has a shape that no integration can have. */
  public static Optional<WebhookAddress> parse(String product, String accountId, String slug) {
    try {
      return BitbucketProduct.ofSegment(product)
          .map(known -> new WebhookAddress(known, new AccountId(accountId), new Slug(slug)));
    } catch (IllegalArgumentException notWellFormed) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return product.segment() + "/" + account + "/" + slug;
  }
}
