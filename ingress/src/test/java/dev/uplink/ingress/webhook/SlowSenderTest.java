package dev.uplink.ingress.webhook;

import static dev.uplink.ingress.webhook.HttpText.BODY;
import static dev.uplink.ingress.webhook.HttpText.chunk;
import static dev.uplink.ingress.webhook.HttpText.signed;
import static dev.uplink.ingress.webhook.HttpText.signedHead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.uplink.ingress.webhook.RawConnection.RawAnswer;
import dev.uplink.schemas.Limits;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Senders that no HTTP client would be: slow, asking first, gone in the middle. */
@Isolated("Bodies have two seconds to arrive.")
class SlowSenderTest {
  private static final String LARGEST =
      signedHead() + "Content-Length: " + Limits.WEBHOOK_BODY_BYTES + "\r\n\r\n";

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
    server.publisher.endWith(WebhookPublisher.PublishOutcome.ACKNOWLEDGED);
    sender = new RawConnection(server.webhookPort);
  }

  @AfterEach
  void close() throws IOException {
    sender.close();
    server.awaitNoMemorySpent();
  }

  /** Both at once: each takes all of the patience there is. */
  @Test
  void aBodyThatDoesNotArriveOrEndIsNotWaitedForWhetherItsLengthIsToldOrNot() throws Exception {
    try (RawConnection another = new RawConnection(server.webhookPort)) {
      another.send(signedHead() + "Transfer-Encoding: chunked\r\n\r\n" + chunk(BODY));
      RawAnswer answer = sender.send(LARGEST + "12345").answer();

      assertThat(answer.problem()).isEqualTo("503 BODY_INCOMPLETE");
      assertThat(answer.headers())
          .containsEntry("retry-after", "5")
          .containsEntry("connection", "close");
      assertThat(sender.isClosedByServer()).isTrue();
      assertThat(another.answer().problem()).isEqualTo("503 BODY_INCOMPLETE");
      assertThat(another.isClosedByServer()).isTrue();
    }
  }

  /** The other half of the connection is open, but the body cannot come any more. */
  @Test
  void aSenderThatClosesItsHalfWithinTheBodyIsGivenUp() throws Exception {
    sender.send(LARGEST + BODY).halfClose();

    await().until(() -> server.memory.spent() == 0);
    assertThat(sender.isClosedByServer()).isTrue();
    assertThat(server.publisher.published).isEmpty();
  }

  @Test
  void aSenderThatClosesItsHalfAfterTheBodyIsStillPublishedFor() throws Exception {
    sender.send(signed("")).halfClose();

    await().until(() -> server.publisher.published.size() == 1);
  }

  @Test
  void aSenderThatGoesAwayWithinTheBodyLeavesNothingBehind() throws Exception {
    sender.send(LARGEST + BODY);
    await().until(() -> server.memory.spent() > 0);

    sender.reset();

    await().until(() -> server.memory.spent() == 0);
    assertThat(server.publisher.published).isEmpty();
  }

  /** Kafka has been asked to store it: the memory is in use until it has answered. */
  @Test
  void aSenderThatGoesAwayBeforeTheAnswerHoldsItsMemoryUntilKafkaAnswered() throws Exception {
    CompletableFuture<WebhookPublisher.PublishOutcome> kafka = new CompletableFuture<>();
    server.publisher.next = kafka;
    sender.send(signed(""));
    await().until(() -> server.publisher.published.size() == 1);

    sender.reset();

    assertThat(server.memory.spent()).isPositive();
    kafka.complete(WebhookPublisher.PublishOutcome.ACKNOWLEDGED);
    await().until(() -> server.memory.spent() == 0);
  }

  /** 64 MiB would be spent by 32 such announcements if they counted. */
  @Test
  void whoeverAnnouncesMuchAndSendsNothingShutsNobodyOut() throws Exception {
    List<RawConnection> idle = new ArrayList<>();
    try {
      for (int connection = 0; connection < 100; connection++) {
        idle.add(new RawConnection(server.webhookPort).send(LARGEST));
      }
      await().until(() -> server.memory.spent() > 90 * MemoryBudget.OVERHEAD);

      assertThat(sender.send(signed("")).answer().problem()).isEqualTo("202");
    } finally {
      for (RawConnection connection : idle) {
        connection.close();
      }
    }
  }

  /** 64 MiB: 31 of the largest, with what each costs besides its body. */
  @Test
  void moreBodiesThanMemoryHoldsAreRefusedAtOnce() throws Exception {
    CompletableFuture<WebhookPublisher.PublishOutcome> kafka = new CompletableFuture<>();
    server.publisher.next = kafka;
    List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
    for (int webhook = 1; webhook <= 31; webhook++) {
      waiting.add(server.sendAsync(new byte[Limits.WEBHOOK_BODY_BYTES]));
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> server.publisher.published.size() == 31);

    HttpResponse<String> refused = server.sendAsync(new byte[Limits.WEBHOOK_BODY_BYTES]).join();

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).contains("\"code\":\"OVERLOADED\"");
    kafka.complete(WebhookPublisher.PublishOutcome.ACKNOWLEDGED);
    assertThat(waiting).allMatch(answer -> answer.join().statusCode() == 202);
  }

  @Test
  void aHeadInManyPiecesIsPutTogether() throws Exception {
    String request = signed("");
    for (int at = 0; at < request.length(); at += 7) {
      sender.send(request.substring(at, Math.min(at + 7, request.length())));
    }

    assertThat(sender.answer().problem()).isEqualTo("202");
  }

  @Test
  void aBodyDeclaredTooLargeIsRefusedBeforeItIsSent() throws Exception {
    sender.send(signedHead() + "Expect: 100-continue\r\nContent-Length: 2097153\r\n\r\n");

    assertThat(sender.answer().problem()).isEqualTo("413 BODY_TOO_LARGE");
  }

  @Test
  void theLargestLengthThereIsIsTooLarge() throws Exception {
    sender.send(signedHead() + "Content-Length: " + Long.MAX_VALUE + "\r\n\r\n");

    assertThat(sender.answer().problem()).isEqualTo("413 BODY_TOO_LARGE");
  }

  @Test
  void oneWhoAsksFirstIsToldToGoOn() throws Exception {
    sender.send(signedHead() + "Expect: 100-continue\r\n" + HttpText.LENGTH + "\r\n");
    assertThat(sender.answer().status()).isEqualTo(100);

    assertThat(sender.send(BODY).answer().problem()).isEqualTo("202");
  }

  @Test
  void oneWhoAsksFirstForNoIntegrationIsNotToldToGoOn() throws Exception {
    String head = signedHead().replace("payments", "unknown");

    sender.send(head + "Expect: 100-continue\r\n" + HttpText.LENGTH + "\r\n");

    assertThat(sender.answer().problem()).isEqualTo("404 INTEGRATION_NOT_FOUND");
  }

  /** What is still sent of a refused body is read over; the connection is of use again. */
  @Test
  void afterABodyThatIsTooLargeTheConnectionGoesOn() throws Exception {
    String tooLarge = "x".repeat(Limits.WEBHOOK_BODY_BYTES + 1);
    sender.send(signedHead() + "Content-Length: " + tooLarge.length() + "\r\n\r\n" + tooLarge);
    assertThat(sender.answer().problem()).isEqualTo("413 BODY_TOO_LARGE");

    assertThat(sender.send(signed("")).answer().problem()).isEqualTo("202");
  }
}
