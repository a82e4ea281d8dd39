package dev.uplink.notifier.bitbucket.reader;

import static dev.uplink.notifier.bitbucket.reader.IntegrationReaders.assertFails;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.uplink.notifier.bitbucket.FakeBitbucket;
import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.schemas.fixture.TestAuthority;
import dev.uplink.schemas.fixture.TlsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of calls that failed, of either product. */
class BitbucketReadersTest {
  private IntegrationReaders world;
  private FakeBitbucket bitbucket;

  @BeforeEach
  void start() throws IOException {
    world = new IntegrationReaders();
    bitbucket = world.bitbucket;
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | {'error':{'message':'Token is invalid'}} | UNAUTHORIZED | refuses the credentials"
            + " (401: Token is invalid): has the API token ended",
        "403 | {'error':{'message':'lack scopes'}} | SCOPE_MISSING | they lack a scope (403: lack"
            + " scopes",
        "404 | {} | NOT_FOUND | no such thing to show to these credentials (404)",
        "410 | {} | BITBUCKET_FAILED | Bitbucket failed (410)",
        "429 | {} | RATE_LIMITED | too many requests",
        "302 | {} | BITBUCKET_FAILED | is the host the base URL of its API?",
        "503 | <html> | BITBUCKET_FAILED | Bitbucket failed (503)",
        "200 | <html> | BITBUCKET_FAILED | is not one of Bitbucket's",
        "200 | [] | BITBUCKET_FAILED | is not one of Bitbucket's"
      })
  void everyRefusalIsToldApart(int status, String body, Fault fault, String words) {
    bitbucket.answers("GET", status, Map.of(), body.replace('\'', '"'));

    assertFails(() -> world.cloud().requireVisible("acme", "net"), fault, words);
  }

  @Test
  void dataCentersMissingPermissionIsNoBadToken() {
    bitbucket.answers(
        "GET", 401, Map.of(), "{\"errors\":[{\"exceptionName\":\"x.AuthorisationException\"}]}");

    assertFails(
        () -> world.dataCenter().requireVisible("PAY", "net"), Fault.FORBIDDEN, "permission");
  }

  @Test
  void aHostThatDoesNotAnswerInTimeIsToldFromOneThatIsNotThere() {
    bitbucket.hangs("GET");

    assertFails(
        () -> world.cloud(Duration.ofSeconds(3)).requireVisible("a", "b"),
        Fault.TIMED_OUT,
        "localhost did not answer");
    assertFails(
        () -> world.dataCenter("http://localhost:1").requireVisible("a", "b"),
        Fault.UNREACHABLE,
        "localhost cannot be reached");
    assertFails(
        () -> world.dataCenter("http://bitbucket.invalid").requireVisible("a", "b"),
        Fault.HOST_UNKNOWN,
        "there is no host bitbucket.invalid");
    assertFails(
        () -> world.dataCenter("private://pool").requireVisible("a", "b"),
        Fault.HOST_NOT_ALLOWED,
        "expected http(s)://host");
  }

  @Test
  void aHostThatSpeaksNoTlsIsToldApart() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var _ = Thread.ofVirtual().start(() -> answerInPlainText(server));

      assertFails(
          () ->
              world
                  .dataCenter("https://localhost:" + server.getLocalPort())
                  .requireVisible("a", "b"),
          Fault.TLS_FAILED,
          "no trusted TLS connection to localhost");
    }
  }

  @Test
  void aCertificateThatCannotBeTrustedIsSaidWithItsCure(@TempDir Path folder) throws IOException {
    TestAuthority authority = new TestAuthority(folder, "authority");
    try (TlsServer server =
            new TlsServer(authority.server("-startdate -3d -validity 1", "dns:localhost"));
        IntegrationReaders trusting = IntegrationReaders.trusting(authority)) {
      String host = "https://localhost:" + server.port();

      assertFails(
          () -> trusting.dataCenter(host).requireVisible("a", "b"),
          Fault.TLS_FAILED,
          "no trusted TLS connection to localhost: its TLS certificate has expired (NotAfter: ");
      assertFails(
          () -> world.dataCenter(host).requireVisible("a", "b"),
          Fault.TLS_FAILED,
          "no trusted TLS connection to localhost: its TLS certificate is signed by no authority"
              + " that is trusted here");
    }
  }

  private static void answerInPlainText(ServerSocket server) {
    try (Socket socket = server.accept()) {
      var _ = socket.getInputStream().read(new byte[64]);
      socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
      socket.getOutputStream().flush();
      var _ = socket.getInputStream().readAllBytes();
    } catch (IOException ended) {
      // The client has gone, as it should.
    }
  }
}
