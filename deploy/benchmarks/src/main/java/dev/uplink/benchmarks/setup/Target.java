package dev.uplink.benchmarks.setup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.benchmarks.PushBody;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A repository with one stack on it, and the integration that its webhooks come through. */
public record Target(URI endpoint, String secret, String fullName) {
  private static final String BRANCH = "main";

  /** A signed push of the commit to the tracked branch. */
  public HttpRequest push(String commit) {
    String body = PushBody.of(fullName, BRANCH, "0".repeat(40), commit);
    return HttpRequest.newBuilder(endpoint)
        .header("Content-Type", "application/json")
        .header("X-Event-Key", "repo:push")
        .header("X-Request-UUID", commit)
        .header("X-Hub-Signature", "sha256=" + signature(body))
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private String signature(String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java runtime has HMAC-SHA256", impossible);
    }
  }

  /** Hides the secret. */
  @Override
  public String toString() {
    return fullName;
  }
}
