package dev.uplink.ingress.controlplane.delivery;

import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place in the list of deliveries, the newest first. Times of deliveries are whole milliseconds
 * and never change, so a list that is read while it grows repeats nothing.
 */
record DeliveryCursor(Instant at, String id) {
  static String of(Delivery delivery) {
    return delivery.subject().at().toEpochMilli() + "-" + delivery.subject().id();
  }

  /** Null for the beginning. */
  static @Nullable DeliveryCursor parse(String text) {
    if (text.isEmpty()) {
      return null;
    }
    if (!text.matches("[0-9]{1,15}-.+")) {
      throw Refused.field(
          ProblemCode.CURSOR_INVALID, "cursor", "cursor: expected the nextCursor of a page.");
    }
    int end = text.indexOf('-');
    return new DeliveryCursor(
        Instant.ofEpochMilli(Long.parseLong(text.substring(0, end))), text.substring(end + 1));
  }
}
