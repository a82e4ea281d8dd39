package dev.uplink.schemas.id;

import org.jspecify.annotations.Nullable;

/**
 * One webhook delivery: 32 hex digits. Derived from the integration, Bitbucket's request id and the
 * body, so that the same delivery sent again has the same id, and so is recognised.
 */
public record DeliveryId(String value) {
  public DeliveryId {
    Format.HEX_32.require("deliveryId", value);
  }

  public static DeliveryId of(String integrationId, @Nullable String requestId, byte[] body) {
    Digest digest = Digest.of("delivery", integrationId, requestId == null ? "" : requestId);
    return new DeliveryId(digest.add(Digest.sha256(body)).hex(32));
  }

  /**
   * The id of a delivery that repeats another on somebody's wish: the same bytes, and yet not the
   * same delivery.
   *
   * @param wishId of this wish alone
   */
  public static DeliveryId ofReplay(String wishId) {
    return new DeliveryId(Digest.of("replay", wishId).hex(32));
  }

  @Override
  public String toString() {
    return value;
  }
}
