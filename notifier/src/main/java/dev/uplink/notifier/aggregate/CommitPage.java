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

  /**
   * Empty when it takes a host that is not known.
   *
   * @param fork where the commit is; null when it is in the place's repository
   */
  public String of(CommitPlace place, @Nullable Fork fork) {
    return switch (place.product()) {
      // Only the fork shows it; Data Center shows a pull request's commits in its target as well.
      case CLOUD ->
          CLOUD
              + ("/" + PathSegment.encode(fork == null ? place.namespace() : fork.namespace()))
              + ("/" + PathSegment.encode(fork == null ? place.repository() : fork.repository()))
              + ("/commits/" + place.sha());
      case DATA_CENTER ->
          host == null
              ? ""
              : "%s/projects/%s/repos/%s/commits/%s"
                  .formatted(
                      host.replaceAll("/+$", ""),
                      PathSegment.encode(place.namespace()),
                      PathSegment.encode(place.repository()),
                      place.sha());
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
