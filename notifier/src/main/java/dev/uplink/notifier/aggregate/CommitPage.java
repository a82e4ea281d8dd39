package dev.uplink.notifier.aggregate;

import dev.uplink.schemas.id.BitbucketProduct;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bitbucket's own page of a commit.
 *
 * @param host Data Center's base URL for people, with its context path; null while not known
 */
public record CommitPage(@Nullable String host) {
  private static final String CLOUD = "https://bitbucket.org";

  /** Empty when it takes a host that is not known. */
  public String of(CommitPlace place) {
    String repository = PathSegment.encode(place.repository());
    String namespace = PathSegment.encode(place.namespace());
    return switch (place.product()) {
      case CLOUD -> "%s/%s/%s/commits/%s".formatted(CLOUD, namespace, repository, place.sha());
      case DATA_CENTER ->
          host == null
              ? ""
              : "%s/projects/%s/repos/%s/commits/%s"
                  .formatted(host.replaceAll("/+$", ""), namespace, repository, place.sha());
    };
  }

  /** A link, if Bitbucket will take it. */
  static Optional<String> usable(@Nullable String url, BitbucketProduct product) {
    if (url == null || url.length() > Lengths.URL) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(url);
      boolean http = "http".equalsIgnoreCase(uri.getScheme());
      boolean https = "https".equalsIgnoreCase(uri.getScheme());
      return (http || https) && takes(product, uri.getHost()) ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException notAUrl) {
      return Optional.empty();
    }
  }

  /** Cloud answers 400 to a link into a local network: a host of one word, such as localhost. */
  private static boolean takes(BitbucketProduct product, @Nullable String host) {
    if (host == null) {
      return false;
    }
    return switch (product) {
      // An IPv6 address has no dots, but brackets.
      case CLOUD -> host.contains(".") || host.startsWith("[");
      case DATA_CENTER -> true;
    };
  }
}
