package dev.uplink.ingress.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.webhook.IncomingBody.Received;
import dev.uplink.ingress.webhook.WebhookPublisher.PublishOutcome;
import dev.uplink.schemas.Limits;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class WebhookEdgeTest {
  private static final byte[] PUSH = "{}".getBytes(UTF_8);
  private static final long MEMORY = 3L * Limits.WEBHOOK_BODY_BYTES / 2;

  private final FakePublisher publisher = new FakePublisher();
  private final List<String> used = new ArrayList<>();
  private final MemoryBudget memory = new MemoryBudget(MEMORY);
  private final WebhookEdge edge =
      new WebhookEdge(
          new FakeSecrets(),
          (secretId, at) -> used.add(secretId),
          publisher,
          memory,
          Runnable::run,
          InstantSource.fixed(Requests.RECEIVED_AT));

  @Test
  void aWebhookThatDoesNotFitIntoMemoryIsRefusedAtOnce() {
    publisher.next = new CompletableFuture<>();
    CompletableFuture<Answer> waiting = receive(Limits.WEBHOOK_BODY_BYTES);

    assertThat(receive(Limits.WEBHOOK_BODY_BYTES))
        .isCompletedWithValue(new Answer.Refused(Refusal.OVERLOADED));
    assertThat(waiting).isNotDone();
  }

  @Test
  void memoryIsGivenBackWithTheAnswer() {
    CompletableFuture<PublishOutcome> acknowledgement = new CompletableFuture<>();
    publisher.next = acknowledgement;
    CompletableFuture<Answer> answer = receive(Limits.WEBHOOK_BODY_BYTES);

    acknowledgement.complete(PublishOutcome.ACKNOWLEDGED);

    assertThat(answer.join()).isInstanceOf(Answer.Accepted.class);
    assertThat(memory.spent()).isZero();
  }

  @Test
  void itIsNotedWhichSecretAWebhookWasSignedWith() {
    publisher.next = CompletableFuture.completedFuture(PublishOutcome.ACKNOWLEDGED);
    var _ = receive(100).join();

    assertThat(used).containsExactly("secret-1");
  }

  @Test
  void aBodyDeclaredTooLargeIsRefusedUnread() {
    IncomingBody body = new FakeBody(Limits.WEBHOOK_BODY_BYTES + 1L, new CompletableFuture<>());

    assertThat(edge.receive(Requests.signed(PUSH), body))
        .isCompletedWithValue(new Answer.Refused(Refusal.BODY_TOO_LARGE));
  }

  @Test
  void aBodyThatDoesNotArriveIsRefusedAndItsMemoryGivenBack() {
    IncomingBody body =
        new FakeBody(10, CompletableFuture.completedFuture(new Received.Incomplete()));

    assertThat(edge.receive(Requests.signed(PUSH), body))
        .isCompletedWithValue(new Answer.Refused(Refusal.BODY_INCOMPLETE));
    assertThat(memory.spent()).isZero();
  }

  private CompletableFuture<Answer> receive(long bytes) {
    IncomingBody body =
        new FakeBody(bytes, CompletableFuture.completedFuture(new Received.Whole(PUSH)));
    return edge.receive(Requests.signed(PUSH), body).toCompletableFuture();
  }

  /** Held whole as soon as it is announced. */
  private record FakeBody(long declaredBytes, CompletionStage<Received> ending)
      implements IncomingBody {
    @Override
    public long bytesAhead() {
      return declaredBytes;
    }

    @Override
    public CompletionStage<Received> read(MemoryBudget.Reservation memory) {
      return ending;
    }
  }
}
