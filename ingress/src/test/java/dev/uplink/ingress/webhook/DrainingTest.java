package dev.uplink.ingress.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.uplink.ingress.webhook.RawConnection.RawAnswer;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ingress was told to end, and senders have not heard of it yet. */
class DrainingTest {
  private EdgeServer server;

  @BeforeEach
  void start() {
    server = new EdgeServer();
    server.publisher.endWith(WebhookPublisher.PublishOutcome.ACKNOWLEDGED);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void openConnectionsAreAnsweredOnceMoreAndThenClosed() throws Exception {
    try (RawConnection sender = new RawConnection(server.webhookPort)) {
      assertThat(sender.send(HttpText.signed("")).answer().closes()).isFalse();

      server.draining.begin();

      RawAnswer last = sender.send(HttpText.signed("")).answer();
      assertThat(last.problem()).isEqualTo("202");
      assertThat(last.closes()).isTrue();
      assertThat(sender.isClosedByServer()).isTrue();
    }
  }

  @Test
  void whoComesMeanwhileIsAnswered() throws Exception {
    server.draining.begin();

    try (RawConnection sender = new RawConnection(server.webhookPort)) {
      RawAnswer only = sender.send(HttpText.signed("")).answer();

      assertThat(only.problem()).isEqualTo("202");
      assertThat(sender.isClosedByServer()).isTrue();
    }
  }

  /** The go-ahead is no answer: closing after it would lose the body. */
  @Test
  void whoAsksFirstIsStillToldToGoOn() throws Exception {
    server.draining.begin();

    try (RawConnection sender = new RawConnection(server.webhookPort)) {
      sender.send(HttpText.signedHead() + "Expect: 100-continue\r\n" + HttpText.LENGTH + "\r\n");
      assertThat(sender.answer().status()).isEqualTo(100);

      assertThat(sender.send(HttpText.BODY).answer().problem()).isEqualTo("202");
      assertThat(sender.isClosedByServer()).isTrue();
    }
  }

  @Test
  void itIsAliveButNotReady() throws Exception {
    server.draining.begin();

    assertThat(server.send(server.api("/health/readiness").GET()).statusCode()).isEqualTo(503);
    assertThat(server.send(server.api("/health/liveness").GET()).statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsUnderWayAtTheEndIsAnswered() throws Exception {
    CompletableFuture<WebhookPublisher.PublishOutcome> kafka = new CompletableFuture<>();
    server.publisher.next = kafka;
    try (RawConnection sender = new RawConnection(server.webhookPort)) {
      sender.send(HttpText.signed(""));
      await().until(() -> server.publisher.published.size() == 1);

      CompletableFuture<Void> end = CompletableFuture.runAsync(server::close);
      awaitNoOneListens();
      assertThat(end).isNotDone();
      kafka.complete(WebhookPublisher.PublishOutcome.ACKNOWLEDGED);

      assertThat(sender.answer().problem()).isEqualTo("202");
      end.join();
    }
  }

  private void awaitNoOneListens() {
    await()
        .until(
            () -> {
              try (RawConnection another = new RawConnection(server.webhookPort)) {
                return another.isClosedByServer();
              } catch (IOException refused) {
                return true;
              }
            });
  }
}
