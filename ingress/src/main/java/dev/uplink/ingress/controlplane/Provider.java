package dev.uplink.ingress.controlplane;

import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.schemas.id.BitbucketProduct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Bitbucket product, with the names it has in the API, the database and the records. */
public enum Provider {
  BITBUCKET_CLOUD(BitbucketProduct.CLOUD),
  BITBUCKET_DATACENTER(BitbucketProduct.DATA_CENTER);

  private final BitbucketProduct product;

  Provider(BitbucketProduct product) {
    this.product = product;
  }

  public BitbucketProduct product() {
    return product;
  }

  /** The provider a list is narrowed to; null when it is not. */
  public static @Nullable Provider ofQuery(@Nullable String text) {
    if (text == null) {
      return null;
    }
    for (Provider provider : values()) {
      if (provider.name().equals(text)) {
        return provider;
      }
    }
    throw Refused.field(
        ProblemCode.FIELD_INVALID, "provider", "provider: expected one of " + List.of(values()));
  }
}
