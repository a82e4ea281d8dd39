package dev.uplink.ingress.webhook;

import static dev.uplink.ingress.webhook.HttpText.BODY;
import static dev.uplink.ingress.webhook.HttpText.LENGTH;
import static dev.uplink.ingress.webhook.HttpText.chunk;
import static dev.uplink.ingress.webhook.HttpText.inChunks;
import static dev.uplink.ingress.webhook.HttpText.signed;
import static dev.uplink.ingress.webhook.HttpText.signedHead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.webhook.RawConnection.RawAnswer;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where one request ends and the next begins, told so that a proxy before us cannot see it
 * differently.
 */
class RequestFramingTest {
  private static EdgeServer server;
  private RawConnection connection;

  @BeforeAll
  static void start() {
    server = new EdgeServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void connect() throws IOException {
    server.publisher.published.clear();
    connection = new RawConnection(server.webhookPort);
  }

  @AfterEach
  void close() throws IOException {
    connection.close();
    server.awaitNoMemorySpent();
  }

  /** Each ends the connection too: what follows on it could be anything. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("ambiguous")
  void aRequestWhoseEndIsAmbiguousIsRefused(String name, String request) throws Exception {
    RawAnswer answer = connection.send(request).answer();

    assertThat(answer.problem()).isEqualTo("400 BAD_REQUEST");
    assertThat(connection.isClosedByServer()).isTrue();
    assertThat(server.publisher.published).isEmpty();
    assertThat(server.undecoded("BAD_REQUEST")).isPositive();
  }

  static Stream<Arguments> ambiguous() {
    String head = signedHead();
    return Stream.of(
        Arguments.of("length and chunks", head + LENGTH + inChunks(BODY)),
        Arguments.of(
            "chunks and length", head + "Transfer-Encoding: chunked\r\n" + LENGTH + "\r\n"),
        Arguments.of("two lengths", head + LENGTH + "Content-Length: 5\r\n\r\n" + BODY),
        Arguments.of("one length twice", head + LENGTH + LENGTH + "\r\n" + BODY),
        Arguments.of("a list of lengths", head + "Content-Length: 5, 5\r\n\r\n12345"),
        Arguments.of("a negative length", head + "Content-Length: -1\r\n\r\n"),
        Arguments.of("a length with a sign", head + "Content-Length: +5\r\n\r\n12345"),
        Arguments.of("no number", head + "Content-Length: abc\r\n\r\n" + BODY),
        Arguments.of("beyond 64 bits", head + "Content-Length: 99999999999999999999\r\n\r\n"),
        Arguments.of("another coding", head + "Transfer-Encoding: xchunked\r\n\r\n" + chunk(BODY)),
        Arguments.of("two codings", head + "Transfer-Encoding: gzip, chunked\r\n\r\n"),
        Arguments.of("codings repeated", head + "Transfer-Encoding: identity\r\n" + inChunks(BODY)),
        Arguments.of("a blank before the colon", signed("Transfer-Encoding : chunked\r\n")),
        Arguments.of("chunks in HTTP/1.0", head.replace("1.1", "1.0") + inChunks(BODY)),
        Arguments.of("a later version", signed("").replace("HTTP/1.1", "HTTP/2.0")),
        Arguments.of("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        Arguments.of("no Host", signed("").replace(HttpText.HOST, "")),
        Arguments.of("two Hosts", signed("Host: other\r\n")),
        Arguments.of("a line that is no header", signed("garbage\r\n")),
        Arguments.of("a name with a blank", signed("a name: x\r\n")),
        Arguments.of("a NUL in a value", signed("X-Nul: a\0b\r\n")),
        Arguments.of("bare line feeds", signed("").replace("\r\n", "\n")));
  }

  @ParameterizedTest
  @MethodSource("brokenChunks")
  void aBodyWithABrokenChunkIsNotTakenForOneThatEndsThere(String chunks) throws Exception {
    connection.send(signedHead() + "Transfer-Encoding: chunked\r\n\r\n" + chunks);

    assertThat(connection.answer().problem()).isEqualTo("400 BODY_MALFORMED");
    assertThat(connection.isClosedByServer()).isTrue();
    assertThat(server.publisher.published).isEmpty();
  }

  static Stream<String> brokenChunks() {
    return Stream.of(
        "zz\r\n" + BODY + "\r\n0\r\n\r\n",
        chunk(BODY) + "zz\r\n",
        chunk(BODY) + "-1\r\n",
        "ffffffffffffffff\r\n" + BODY,
        chunk(BODY).replace("}\r\n", "}xx"));
  }

  @Test
  void chunksTheirExtensionsAndTrailersAreReadOver() throws Exception {
    String chunks = inChunks(BODY.substring(0, 7), BODY.substring(7));
    String odd =
        chunks.replaceFirst("7\r\n", "7;a=b\r\n").replace("0\r\n\r\n", "0\r\nX-A: b\r\n\r\n");

    assertThat(connection.send(signedHead() + odd).answer().problem()).isEqualTo("202");
    assertThat(server.publisher.published.getFirst().body()).asString().isEqualTo(BODY);
  }

  /** Trailers come after what they would change was decided. */
  @Test
  void aSignatureInTheTrailerIsNone() throws Exception {
    String head = HttpText.REQUEST_LINE + HttpText.HOST + HttpText.EVENT_KEY;
    String chunks =
        inChunks(BODY).replace("0\r\n\r\n", "0\r\n" + HttpText.signature(BODY) + "\r\n");

    assertThat(connection.send(head + chunks).answer().problem())
        .isEqualTo("401 SIGNATURE_MISSING");
  }

  @Test
  void requestsSentAtOnceAreAnsweredInTheirOrder() throws Exception {
    String unsigned = signed("").replace("sha256=", "sha256=0");
    connection.send(signed("") + unsigned + signed(""));

    assertThat(connection.answer().problem()).isEqualTo("202");
    assertThat(connection.answer().problem()).isEqualTo("401 SIGNATURE_MALFORMED");
    assertThat(connection.answer().problem()).isEqualTo("202");
  }

  @Test
  void whatFollowsABodyIsAnotherRequest() throws Exception {
    connection.send(signed("") + "trailing garbage\r\n\r\n");

    assertThat(connection.answer().problem()).isEqualTo("202");
    assertThat(connection.answer().problem()).isEqualTo("400 BAD_REQUEST");
    assertThat(connection.isClosedByServer()).isTrue();
  }

  @Test
  void httpOneZeroIsAnsweredAndClosed() throws Exception {
    connection.send(signed("").replace("HTTP/1.1", "HTTP/1.0"));

    assertThat(connection.answer().problem()).isEqualTo("202");
    assertThat(connection.isClosedByServer()).isTrue();
  }

  /** An offer that may be declined: the connection stays what it is. */
  @Test
  void anUpgradeToHttp2IsNotTakenUp() throws Exception {
    String upgrade =
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n";

    assertThat(connection.send(signed(upgrade)).answer().problem()).isEqualTo("202");
    assertThat(connection.send(signed("")).answer().problem()).isEqualTo("202");
  }

  @Test
  void headersBeyondTheirLimitAreRefusedByName() throws Exception {
    String header = "X-Long: " + "a".repeat(8_192) + "\r\n";

    assertThat(connection.send(signed(header)).answer().problem())
        .isEqualTo("431 HEADERS_TOO_LARGE");
    assertThat(connection.isClosedByServer()).isTrue();
  }

  @Test
  void manyHeadersCountTogether() throws Exception {
    assertThat(connection.send(signed("A: b\r\n".repeat(1_000))).answer().problem())
        .isEqualTo("202");
    assertThat(connection.send(signed("A: b\r\n".repeat(3_000))).answer().problem())
        .isEqualTo("431 HEADERS_TOO_LARGE");
  }

  @Test
  void aPathBeyondItsLimitIsRefusedByName() throws Exception {
    String path = FakeSecrets.KNOWN + "?" + "a".repeat(4_096);

    assertThat(connection.send(signed("").replace(FakeSecrets.KNOWN, path)).answer().problem())
        .isEqualTo("414 PATH_TOO_LONG");
    assertThat(connection.isClosedByServer()).isTrue();
  }
}
