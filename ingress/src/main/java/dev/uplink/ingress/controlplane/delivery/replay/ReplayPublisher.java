package dev.uplink.ingress.controlplane.delivery.replay;

import dev.uplink.schemas.avro.RawWebhook;

/** Stores a webhook that is put through again. Blocks, for a bounded time. */
interface ReplayPublisher {
  /**
   * Returns when every in-sync replica has it.
   *
   * @throws dev.uplink.ingress.controlplane.problem.Refused if Kafka did not acknowledge it in
   *     time; it may have arrived all the same
   */
  void publish(RawWebhook webhook);
}
