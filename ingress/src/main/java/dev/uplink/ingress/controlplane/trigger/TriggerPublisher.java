package dev.uplink.ingress.controlplane.trigger;

import dev.uplink.schemas.avro.TriggerRequest;
import java.util.concurrent.CompletionStage;

/** Puts a trigger onto its topic. */
interface TriggerPublisher {
  /** Completes when Kafka has acknowledged it; a failure leaves open whether it arrived. */
  CompletionStage<?> publish(TriggerRequest request);
}
