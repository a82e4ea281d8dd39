package dev.uplink.ingress.controlplane.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import io.micronaut.http.HttpRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to create something.
 *
 * @param key its Idempotency-Key: who sends the same one again means the same attempt; empty if it
 *     has none
 * @param sha256 of method, path and body, in hex: what the key was first used for
 */
public record Attempt(Optional<String> key, String sha256) {
  private static final String HEADER = "Idempotency-Key";

  public static Attempt of(HttpRequest<?> request, @Nullable String body) {
    Optional<String> key = request.getHeaders().findFirst(HEADER);
    if (key.isPresent() && !key.get().matches("[\\x21-\\x7e]{1,255}")) {
      throw Refused.field(
          ProblemCode.FIELD_INVALID,
          HEADER,
          HEADER + ": expected 1 to 255 visible ASCII characters.");
    }
    return new Attempt(key, sha256(request.getMethodName(), request.getPath(), body));
  }

  private static String sha256(String method, String path, @Nullable String body) {
    try {
      String whole = method + " " + path + "\n" + (body == null ? "" : body);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(whole.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java runtime has SHA-256", impossible);
    }
  }
}
