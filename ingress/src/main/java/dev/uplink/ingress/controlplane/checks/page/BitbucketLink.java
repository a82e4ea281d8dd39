package dev.uplink.ingress.controlplane.checks.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.ingress.controlplane.checks.ShownCheck;
import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/** Where people see a commit at Bitbucket. */
final class BitbucketLink {
  private static final String CLOUD = "https://bitbucket.org";

  private BitbucketLink() {}

  /** Null where that is not known: a Data Center whose integration is gone. */
  static @Nullable String to(ShownCheck row) {
    return switch (row.provider()) {
      case BITBUCKET_CLOUD ->
          "%s/%s/%s/commits/%s"
              .formatted(
                  CLOUD, part(row.namespace()), part(row.repository()), part(row.commitSha()));
      case BITBUCKET_DATACENTER -> {
        @Nullable String host = row.host();
        yield host == null || !host.matches("(?i)https?://.+")
            ? null
            : "%s/projects/%s/repos/%s/commits/%s"
                .formatted(
                    host.replaceFirst("/+$", ""),
                    part(row.namespace()),
                    part(row.repository()),
                    part(row.commitSha()));
      }
    };
  }

  private static String part(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("%7E", "~");
  }
}
