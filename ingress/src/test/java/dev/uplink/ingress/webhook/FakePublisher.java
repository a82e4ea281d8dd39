package dev.uplink.ingress.webhook;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what is published and ends as it is told. */
final class FakePublisher implements WebhookPublisher {
  final List<Delivery> published = new CopyOnWriteArrayList<>();
  volatile CompletionStage<PublishOutcome> next =
      CompletableFuture.completedStage(PublishOutcome.ACKNOWLEDGED);

  @Override
  public CompletionStage<PublishOutcome> publish(Delivery delivery) {
    published.add(delivery);
    return next;
  }

  void endWith(PublishOutcome outcome) {
    next = CompletableFuture.completedStage(outcome);
  }
}
