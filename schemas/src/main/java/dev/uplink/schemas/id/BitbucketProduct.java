package dev.uplink.schemas.id;

import dev.uplink.schemas.avro.Provider;
import java.util.Optional;

/** The two Bitbuckets: their word in paths and repository keys beside their symbol in records. */
public enum BitbucketProduct {
  CLOUD("bitbucket-cloud", Provider.BITBUCKET_CLOUD),
  DATA_CENTER("bitbucket-datacenter", Provider.BITBUCKET_DATACENTER);

  private final String segment;
  private final Provider provider;

  BitbucketProduct(String segment, Provider provider) {
    this.segment = segment;
    this.provider = provider;
  }

  /** The product as it stands in webhook paths and repository keys. */
  public String segment() {
    return segment;
  }

  /** The product as it stands in records. */
  public Provider provider() {
    return provider;
  }

  public static Optional<BitbucketProduct> ofSegment(String segment) {
    for (BitbucketProduct product : values()) {
      if (product.segment.equals(segment)) {
        return Optional.of(product);
      }
    }
    return Optional.empty();
  }

  /** Throws {@link IllegalArgumentException} for {@code UNKNOWN}, which no writer of ours sends. */
  public static BitbucketProduct of(Provider provider) {
    return switch (provider) {
      case BITBUCKET_CLOUD -> CLOUD;
      case BITBUCKET_DATACENTER -> DATA_CENTER;
      case UNKNOWN -> throw new IllegalArgumentException("provider: UNKNOWN");
    };
  }
}
