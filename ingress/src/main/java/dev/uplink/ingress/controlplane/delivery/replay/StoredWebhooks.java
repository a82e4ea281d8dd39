package dev.uplink.ingress.controlplane.delivery.replay;

import dev.uplink.schemas.avro.RawWebhook;
import java.util.Optional;

/** The webhooks that uplink.webhooks still has. Blocks, for a bounded time. */
interface StoredWebhooks {
  /**
   * The one at a place; empty if the topic has let go of it.
   *
   * @throws dev.uplink.ingress.controlplane.problem.Refused if Kafka does not answer in time
   */
  Optional<RawWebhook> find(int partition, long offset);
}
