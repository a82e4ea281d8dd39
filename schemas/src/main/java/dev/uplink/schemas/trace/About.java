package dev.uplink.schemas.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What spans and log lines name, as far as it is known.
 *
 * @param deliveryId or a trigger's; without one there is no span
 * @param commit its hash
 */
public record About(
    @Nullable String deliveryId, @Nullable String integrationId, @Nullable String commit) {
  public static final AttributeKey<String> DELIVERY_ID =
      AttributeKey.stringKey("uplink.delivery.id");
  public static final AttributeKey<String> INTEGRATION_ID =
      AttributeKey.stringKey("uplink.integration.id");
  public static final AttributeKey<String> COMMIT = AttributeKey.stringKey("uplink.commit");

  public static About delivery(@Nullable String deliveryId) {
    return new About(deliveryId, null, null);
  }

  void writeTo(SpanBuilder span) {
    write(span, DELIVERY_ID, deliveryId);
    write(span, INTEGRATION_ID, integrationId);
    write(span, COMMIT, commit);
  }

  private static void write(SpanBuilder span, AttributeKey<String> key, @Nullable String value) {
    if (value != null) {
      span.setAttribute(key, value);
    }
  }
}
