package dev.uplink.ingress.controlplane.checks.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.ingress.controlplane.checks.CheckState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * The page's style and script. They stand in the page itself, so that it is one answer; the policy
 * names their hashes, so that nothing else runs there.
 *
 * @param policy the Content-Security-Policy
 */
record PageAssets(String style, String script, String policy) {
  static PageAssets load() {
    String style = resource("page.css");
    String script = resource("page.js");
    return new PageAssets(
        style,
        script,
        "default-src 'none'; style-src %s; script-src %s; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
            .formatted(hash(style), hash(script)));
  }

  /** What a browser's tab shows of the page: a dot in the state's colour. */
  String icon(CheckState state) {
    return "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
        + "%3Ccircle cx='8' cy='8' r='7' fill='%23"
        + colour(state)
        + "'/%3E%3C/svg%3E";
  }

  private static String colour(CheckState state) {
    return switch (state) {
      case FAILED -> "c9372c";
      case INPROGRESS -> "0c66e4";
      case STOPPED -> "758195";
      case SUCCESSFUL -> "1f845a";
    };
  }

  private static String resource(String name) {
    try (InputStream resource = PageAssets.class.getResourceAsStream("/checks/" + name)) {
      return new String(Objects.requireNonNull(resource, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
