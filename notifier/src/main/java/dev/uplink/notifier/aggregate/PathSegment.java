package dev.uplink.notifier.aggregate;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Names as segments of a URL's path. */
public final class PathSegment {
  private PathSegment() {}

  /**
   * Percent-encoded, but for {@code ~}, which personal projects begin with and Bitbucket wants
   * plain. A segment of dots alone would leave its place in the path and is refused.
   */
  public static String encode(String name) {
    if (name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException("path segment: " + name);
    }
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("%7E", "~");
  }
}
