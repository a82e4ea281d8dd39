package dev.uplink.ingress.webhook;

import static dev.uplink.ingress.webhook.HttpText.EVENT_KEY;
import static dev.uplink.ingress.webhook.HttpText.signed;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers of a webhook that are missing, repeated, odd. */
class WebhookHeadersTest {
  private static EdgeServer server;
  private RawConnection sender;

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
    sender = new RawConnection(server.webhookPort);
  }

  @AfterEach
  void close() throws IOException {
    sender.close();
    server.awaitNoMemorySpent();
  }

  @Test
  void aWebhookWithoutAnEventKeyIsTakenForAnUnknownEvent() throws Exception {
    assertThat(accepted(signed("").replace(EVENT_KEY, "")).eventKey()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"repo:push-to-the-moon", "REPO:PUSH", "a,b", "\u00e4", ":"})
  void anEventThatNobodyKnowsIsTakenAsItIsCalled(String event) throws Exception {
    assertThat(accepted(signed("").replace("repo:push", event)).eventKey()).isEqualTo(event);
  }

  @Test
  void ofSeveralEventKeysTheFirstCounts() throws Exception {
    assertThat(accepted(signed("X-Event-Key: repo:fork\r\n")).eventKey()).isEqualTo("repo:push");
  }

  /** A ping is not verified; so nothing that could be one is ever processed. */
  @Test
  void anyEventKeyOfAPingMakesItOne() throws Exception {
    String twice = signed("X-Event-Key: diagnostics:ping\r\n");

    assertThat(sender.send(twice).answer().problem()).isEqualTo("200");
    assertThat(server.publisher.published).isEmpty();
  }

  @Test
  void theSameWebhookWithoutItsRequestIdIsAnotherDelivery() throws Exception {
    sender.send(signed("X-Request-UUID: one\r\n")).answer();
    sender.send(signed("X-Request-UUID: one\r\n")).answer();
    sender.send(signed("")).answer();

    assertThat(server.publisher.published.stream().map(Delivery::id).distinct()).hasSize(2);
    assertThat(server.publisher.published.getFirst().id())
        .isEqualTo(server.publisher.published.get(1).id());
  }

  @Test
  void ofSeveralRequestIdsTheFirstCounts() throws Exception {
    WebhookRequest request = accepted(signed("X-Request-UUID: one\r\nX-Request-UUID: two\r\n"));

    assertThat(request.requestId()).isEqualTo("one");
  }

  /** Only Cloud's own header says which of Cloud's requests it was. */
  @Test
  void theRequestIdOfTheOtherProductIsNone() throws Exception {
    assertThat(accepted(signed("X-Request-Id: one\r\n")).requestId()).isNull();
  }

  @Test
  void anEmptySignatureIsNone() throws Exception {
    String empty = signed("").replaceFirst("X-Hub-Signature: .*", "X-Hub-Signature: ");

    assertThat(sender.send(empty).answer().problem()).isEqualTo("401 SIGNATURE_MISSING");
  }

  @Test
  void aSignatureThatIsRepeatedIsRefusedEvenIfBothAreRight() throws Exception {
    String twice = signed(HttpText.signature(HttpText.BODY));

    assertThat(sender.send(twice).answer().problem()).isEqualTo("401 SIGNATURE_REPEATED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sha256", "sha256=", "sha256=0", "=", "sha256=\u00e4\u00f6", "sha256=g%s"})
  void aSignatureOfAnotherFormIsMalformed(String signature) throws Exception {
    String odd =
        signed("")
            .replaceFirst("Signature: .*", "Signature: " + signature.formatted("0".repeat(63)));

    assertThat(sender.send(odd).answer().problem()).isEqualTo("401 SIGNATURE_MALFORMED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: application/json\r\nContent-Type: text/plain\r\n",
        "Content-Type: \r\n",
        "Content-Type: ;;;\r\n",
        "Accept: image/png\r\n",
        "Accept: nonsense\r\n",
        "Content-Encoding: gzip\r\n",
        "Expect: something-else\r\n",
        "X-Attempt-Number: many\r\n"
      })
  void headersThatDoNotMatterAreReadOver(String headers) throws Exception {
    assertThat(sender.send(signed(headers)).answer().problem()).isEqualTo("202");
  }

  /** Nothing of a body is waited for that nobody announced. */
  @Test
  void withoutALengthTheBodyIsEmpty() throws Exception {
    String head = HttpText.signedHead() + "\r\n";

    assertThat(sender.send(head).answer().problem()).isEqualTo("401 SIGNATURE_MISMATCH");
  }

  private WebhookRequest accepted(String request) throws IOException {
    assertThat(sender.send(request).answer().problem()).isEqualTo("202");
    return server.publisher.published.getFirst().request();
  }
}
