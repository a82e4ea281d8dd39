package dev.uplink.ingress.webhook;

import dev.uplink.ingress.webhook.WebhookRequest.Sender;
import dev.uplink.schemas.id.BitbucketProduct;
import io.micronaut.http.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The headers of Bitbucket's webhooks, of both products. */
final class BitbucketHeaders {
  private static final String EVENT_KEY = "X-Event-Key";
  private static final String SIGNATURE = "X-Hub-Signature";
  private static final String CLOUD_REQUEST_ID = "X-Request-UUID";
  private static final String DATA_CENTER_REQUEST_ID = "X-Request-Id";
  private static final String HOOK_ID = "X-Hook-UUID";
  private static final String ATTEMPT = "X-Attempt-Number";

  private static final String PING = "diagnostics:ping";

  private final HttpHeaders headers;

  BitbucketHeaders(HttpHeaders headers) {
    this.headers = headers;
  }

  /** Any such header makes it a ping: a body that came with one is never processed. */
  boolean isPing() {
    return headers.getAll(EVENT_KEY).stream().anyMatch(PING::equals);
  }

  WebhookRequest toRequest(WebhookAddress address) {
    @Nullable String eventKey = text(EVENT_KEY);
    return new WebhookRequest(
        address,
        eventKey == null ? "" : eventKey,
        text(requestIdHeader(address.product())),
        List.copyOf(headers.getAll(SIGNATURE)),
        new Sender(text(HOOK_ID), attempt(), text(HttpHeaders.USER_AGENT)));
  }

  private static String requestIdHeader(BitbucketProduct product) {
    return switch (product) {
      case CLOUD -> CLOUD_REQUEST_ID;
      case DATA_CENTER -> DATA_CENTER_REQUEST_ID;
    };
  }

  private @Nullable Integer attempt() {
    @Nullable String text = text(ATTEMPT);
    try {
      return text == null ? null : Integer.valueOf(text);
    } catch (NumberFormatException notBitbuckets) {
      return null;
    }
  }

  private @Nullable String text(String name) {
    @Nullable String value = headers.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }
}
