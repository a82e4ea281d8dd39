package dev.uplink.ingress.webhook;

import dev.uplink.schemas.id.DeliveryId;

/** What the sender is told. */
sealed interface Answer {
  /** Kafka has it. */
  record Accepted(DeliveryId id) implements Answer {}

  /** Data Center's "Test connection". */
  record Pong() implements Answer {}

  record Refused(Refusal refusal) implements Answer {}
}
