package dev.uplink.ingress.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook's address and headers, before its body is read.
 *
 * @param eventKey X-Event-Key; empty when it is missing
 * @param requestId X-Request-UUID on Cloud, X-Request-Id on Data Center
 * @param signatures every X-Hub-Signature header, as received
 * @param sender what else is known of who sent it; of use to people only
 */
public record WebhookRequest(
    WebhookAddress address,
    String eventKey,
    @Nullable String requestId,
    List<String> signatures,
    Sender sender) {
  public WebhookRequest {
    signatures = List.copyOf(signatures);
  }

  /**
   * @param hookId X-Hook-UUID; Cloud only
   * @param attempt X-Attempt-Number, from 1; Cloud only
   * @param userAgent on Data Center it carries the version
   */
  public record Sender(
      @Nullable String hookId, @Nullable Integer attempt, @Nullable String userAgent) {}
}
