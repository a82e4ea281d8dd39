package dev.uplink.ingress.webhook;

import java.util.concurrent.CompletionStage;

/** Stores an admitted delivery. */
public interface WebhookPublisher {
  /** Never blocks the caller and never fails: every end is an outcome, in a bounded time. */
  CompletionStage<PublishOutcome> publish(Delivery delivery);

  /** How publishing ended. */
  enum PublishOutcome {
    /** Every in-sync replica has it. */
    ACKNOWLEDGED,
    /** Refused at once: what waits for Kafka already fills its share of memory. */
    FULL,
    /** It may or may not be stored, now or in a moment. */
    NOT_ACKNOWLEDGED
  }
}
