package dev.uplink.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.benchmarks.PushBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The requests themselves: signed pushes of Bitbucket Cloud from many repositories, each with a
 * request id of its own. Made before the load begins, so that the generator has little to do.
 */
public final class Webhooks {
  /** Every integration of the benchmark has it, so that a body needs only one signature. */
  public static final String SECRET = "the-secret-of-all-integrations-of-the-benchmark";

  public static final String ACCOUNT = "bench";

  private static final int REPOSITORIES = 64;
  private static final byte[] PATH =
      ("POST /webhooks/bitbucket-cloud/" + ACCOUNT + "/integration/").getBytes(US_ASCII);

  /** Spreads consecutive requests over the integrations without an order a cache could use. */
  private static final long SPREAD = 2_654_435_761L;

  /** What follows the request id: the rest of the head, and the body. */
  private final List<byte[]> pushes;

  public Webhooks() {
    this.pushes = IntStream.range(0, REPOSITORIES).mapToObj(Webhooks::prepare).toList();
  }

  /** The path's last part. */
  public static String slug(int integration) {
    return "integration-" + integration;
  }

  /** The bytes of the request with this number. */
  ByteBuf request(ByteBufAllocator allocator, long number, int integrations) {
    byte[] push = pushes.get((int) (number % REPOSITORIES));
    int integration = (int) (number * SPREAD % integrations);
    ByteBuf bytes = allocator.directBuffer(PATH.length + push.length + 128);
    bytes.writeBytes(PATH);
    bytes.writeCharSequence(slug(integration), US_ASCII);
    bytes.writeCharSequence(" HTTP/1.1\r\nX-Request-UUID: ", US_ASCII);
    bytes.writeCharSequence(requestId(number), US_ASCII);
    return bytes.writeBytes(push);
  }

  private static String requestId(long number) {
    return "c0ffee00-0000-4000-8000-" + HexFormat.of().toHexDigits(number, 12);
  }

  private static byte[] prepare(int repository) {
    byte[] body =
        PushBody.of("acme/repository-" + repository, "main", "a".repeat(40), "b".repeat(40))
            .getBytes(UTF_8);
    String head =
        """
        \r
        Host: 127.0.0.1\r
        User-Agent: Bitbucket-Webhooks/2.0\r
        Content-Type: application/json; charset=utf-8\r
        X-Event-Key: repo:push\r
        X-Event-Time: Sat, 21 Nov 2026 10:00:00 GMT\r
        X-Hook-UUID: 3c6e0b8a-9c15-424a-8a6c-0a5c7d2f1e11\r
        X-Attempt-Number: 1\r
        X-B3-Sampled: 1\r
        Accept-Encoding: gzip, deflate\r
        X-Hub-Signature: sha256=%s\r
        Content-Length: %d\r
        \r
        """
            .formatted(signature(body), body.length);
    return (head + new String(body, UTF_8)).getBytes(UTF_8);
  }

  private static String signature(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(US_ASCII), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java runtime has HMAC-SHA256", impossible);
    }
  }
}
