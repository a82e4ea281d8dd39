package dev.uplink.ingress.webhook.refusals;

import dev.uplink.ingress.webhook.Printable;
import dev.uplink.ingress.webhook.Refusal;
import dev.uplink.ingress.webhook.WebhookAddress;
import dev.uplink.ingress.webhook.WebhookRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks that were refused at one address for one reason.
 *
 * @param eventKey of the last one, safe to show
 * @param userAgent likewise
 */
record Refusals(
    Kind kind,
    long count,
    Instant firstAt,
    Instant lastAt,
    @Nullable String eventKey,
    @Nullable String userAgent) {

  /** What is counted together. */
  record Kind(WebhookAddress address, Refusal refusal) {}

  private static final int LONGEST = 128;

  static Refusals one(WebhookRequest request, Refusal refusal, Instant at) {
    return new Refusals(
        new Kind(request.address(), refusal),
        1,
        at,
        at,
        Printable.of(request.eventKey(), LONGEST),
        Printable.withBlanks(request.sender().userAgent(), LONGEST));
  }

  Refusals and(Refusals later) {
    return new Refusals(
        kind, count + later.count, firstAt, later.lastAt, later.eventKey, later.userAgent);
  }
}
