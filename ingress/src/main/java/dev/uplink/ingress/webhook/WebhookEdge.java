package dev.uplink.ingress.webhook;

import dev.uplink.ingress.webhook.Admission.Admitted;
import dev.uplink.ingress.webhook.IncomingBody.Received.Incomplete;
import dev.uplink.ingress.webhook.IncomingBody.Received.Malformed;
import dev.uplink.ingress.webhook.IncomingBody.Received.TooLarge;
import dev.uplink.ingress.webhook.IncomingBody.Received.Unaffordable;
import dev.uplink.ingress.webhook.IncomingBody.Received.Whole;
import dev.uplink.schemas.Limits;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a webhook from its headers to its answer. Waits nowhere: what takes time is a stage, and
 * what takes processor time (verifying and publishing up to 2 MiB) runs on workers of its own. The
 * usual webhook does not: handing it over would cost more than it does.
 */
public final class WebhookEdge {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookEdge.class);

  /** About a tenth of a millisecond of work, on whatever thread the body came. */
  static final int SMALL_BODY = 32 * 1024;

  private final WebhookSecrets secrets;
  private final SecretUses uses;
  private final WebhookPublisher publisher;
  private final MemoryBudget memory;
  private final Executor workers;
  private final InstantSource clock;

  public WebhookEdge(
      WebhookSecrets secrets,
      SecretUses uses,
      WebhookPublisher publisher,
      MemoryBudget memory,
      Executor workers,
      InstantSource clock) {
    this.secrets = secrets;
    this.uses = uses;
    this.publisher = publisher;
    this.memory = memory;
    this.workers = workers;
    this.clock = clock;
  }

  /** The cheapest refusal first: size as declared, memory, existence; then the body is read. */
  CompletionStage<Answer> receive(WebhookRequest request, IncomingBody body) {
    if (body.declaredBytes() > Limits.WEBHOOK_BODY_BYTES) {
      return refused(Refusal.BODY_TOO_LARGE);
    }
    // Before the look-up: while that is slow, webhooks wait for it, and they cost memory too.
    return memory
        .reserve(body.bytesAhead())
        .map(
            reservation ->
                receive(request, body, reservation)
                    .whenComplete((answer, failure) -> reservation.release()))
        .orElseGet(() -> refused(Refusal.OVERLOADED));
  }

  private CompletionStage<Answer> receive(
      WebhookRequest request, IncomingBody body, MemoryBudget.Reservation reservation) {
    CompletableFuture<Optional<IntegrationSecrets>> known =
        secrets.find(request.address()).toCompletableFuture();
    // Whoever read from the database is to read on, not to verify.
    Executor next = known.isDone() ? Runnable::run : workers;
    return known
        .handleAsync(
            (found, failure) -> {
              if (failure != null) {
                // Without its trace: while the database is away, every webhook writes this line.
                LOG.warn("no secrets of {}: {}", request.address(), failure.toString());
                return refused(Refusal.SECRET_UNAVAILABLE);
              }
              return found
                  .map(integration -> read(request, integration, body, reservation))
                  .orElseGet(() -> refused(Refusal.INTEGRATION_NOT_FOUND));
            },
            next)
        .thenCompose(Function.identity());
  }

  private CompletionStage<Answer> read(
      WebhookRequest request,
      IntegrationSecrets integration,
      IncomingBody body,
      MemoryBudget.Reservation reservation) {
    // Asked before it is read: afterwards it is no longer there to be measured.
    Executor next = body.bytesAhead() <= SMALL_BODY ? Runnable::run : workers;
    return body.read(reservation)
        .thenComposeAsync(
            received ->
                switch (received) {
                  case Whole(byte[] whole) -> admit(request, integration, whole);
                  case TooLarge() -> refused(Refusal.BODY_TOO_LARGE);
                  case Incomplete() -> refused(Refusal.BODY_INCOMPLETE);
                  case Malformed() -> refused(Refusal.BODY_MALFORMED);
                  case Unaffordable() -> refused(Refusal.OVERLOADED);
                },
            next);
  }

  private CompletionStage<Answer> admit(
      WebhookRequest request, IntegrationSecrets integration, byte[] body) {
    return switch (WebhookAdmission.decide(request, integration, body, clock.instant())) {
      case Admission.Refused(Refusal refusal) -> refused(refusal);
      case Admitted(Delivery delivery) -> {
        uses.used(delivery.secretId(), delivery.receivedAt());
        yield publish(delivery);
      }
    };
  }

  /** Ends on the thread that hears Kafka, which must not be kept: see the controller. */
  private CompletionStage<Answer> publish(Delivery delivery) {
    return publisher
        .publish(delivery)
        .thenApply(
            outcome ->
                switch (outcome) {
                  case ACKNOWLEDGED -> new Answer.Accepted(delivery.id());
                  case FULL -> new Answer.Refused(Refusal.PUBLISHER_FULL);
                  case NOT_ACKNOWLEDGED -> new Answer.Refused(Refusal.NOT_ACKNOWLEDGED);
                });
  }

  private static CompletionStage<Answer> refused(Refusal refusal) {
    return CompletableFuture.completedStage(new Answer.Refused(refusal));
  }
}
