package dev.uplink.ingress.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Requests as they stand on the wire, so that tests can spoil any byte of them. */
final class HttpText {
  /** Names a repository; as characters it is as long as in bytes. */
  static final String BODY = "{\"repository\":{\"full_name\":\"Acme/Network\"}}";

  static final String REQUEST_LINE = "POST " + FakeSecrets.KNOWN + " HTTP/1.1\r\n";
  static final String HOST = "Host: uplink\r\n";
  static final String EVENT_KEY = "X-Event-Key: repo:push\r\n";
  static final String LENGTH = "Content-Length: " + BODY.length() + "\r\n";

  private HttpText() {}

  /** What is left is how the body is framed. */
  static String signedHead() {
    return REQUEST_LINE + HOST + EVENT_KEY + signature(BODY);
  }

  /** A webhook that is accepted, with more headers. */
  static String signed(String moreHeaders) {
    return signedHead() + moreHeaders + LENGTH + "\r\n" + BODY;
  }

  static String signature(String body) {
    return "X-Hub-Signature: " + Signed.signature(body.getBytes(ISO_8859_1)) + "\r\n";
  }

  static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  static String inChunks(String... texts) {
    StringBuilder chunks = new StringBuilder("Transfer-Encoding: chunked\r\n\r\n");
    for (String text : texts) {
      chunks.append(chunk(text));
    }
    return chunks + "0\r\n\r\n";
  }
}
