package dev.uplink.ingress.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Senders that no HTTP client would be, byte by byte. */
class SlowSenderTest {
  private static final String HEAD =
      "POST " + FakeSecrets.KNOWN + " HTTP/1.1\r\nHost: uplink\r\nX-Event-Key: repo:push\r\n";

  private final EdgeServer server = new EdgeServer();
  private Socket socket;

  @BeforeEach
  void connect() throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), server.webhookPort);
    socket.setSoTimeout(20_000);
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
    server.close();
  }

  @Test
  void aBodyThatDoesNotArriveIsNotWaitedFor() throws Exception {
    send(HEAD + "Content-Length: 10\r\n\r\n12345");

    assertThat(answer()).startsWith("HTTP/1.1 503 ").contains("\"code\":\"BODY_INCOMPLETE\"");
  }

  @Test
  void aBodyDeclaredTooLargeIsRefusedBeforeItIsSent() throws Exception {
    send(HEAD + "Expect: 100-continue\r\nContent-Length: 2097153\r\n\r\n");

    assertThat(answer()).startsWith("HTTP/1.1 413 ").contains("\"code\":\"BODY_TOO_LARGE\"");
  }

  @Test
  void oneWhoAsksFirstIsToldToGoOn() throws Exception {
    send(HEAD + "Expect: 100-continue\r\nContent-Length: 10\r\n\r\n");

    assertThat(answer()).startsWith("HTTP/1.1 100 ");
  }

  private void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  /** What comes first, until the end of a JSON body or of a head without one. */
  private String answer() throws IOException {
    StringBuilder answer = new StringBuilder();
    while (!answer.toString().endsWith("}") && !answer.toString().endsWith("Continue\r\n\r\n")) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        break;
      }
      answer.append((char) next);
    }
    return answer.toString();
  }
}
