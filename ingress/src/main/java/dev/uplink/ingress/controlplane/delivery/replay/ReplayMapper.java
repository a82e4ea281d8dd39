package dev.uplink.ingress.controlplane.delivery.replay;

import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.id.DeliveryId;
import dev.uplink.schemas.id.RepositoryKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A webhook as the record that repeats it. */
final class ReplayMapper {
  private ReplayMapper() {}

  /**
   * The same but for its id, its time and what it repeats: the delivery that Bitbucket sent,
   * however often that was repeated in between. It is no attempt of Bitbucket's.
   */
  static RawWebhook again(RawWebhook webhook, DeliveryId newId, Instant now) {
    @Nullable String original = webhook.getReplayOf();
    return RawWebhook.newBuilder(webhook)
        .setDeliveryId(newId.value())
        .setReplayOf(original == null ? webhook.getDeliveryId() : original)
        .setRepositoryKey(key(webhook, newId))
        .setAttempt(null)
        .setReceivedAt(now)
        .build();
  }

  /** The key of one that names no repository is its own id. */
  private static String key(RawWebhook webhook, DeliveryId newId) {
    RepositoryKey key = RepositoryKey.parse(webhook.getRepositoryKey());
    return key.namesRepository()
        ? key.toString()
        : RepositoryKey.withoutRepository(key.account(), key.product(), newId).toString();
  }
}
