package dev.uplink.ingress.webhook;

/** Remembers what was refused, so that people find the webhook that is set up wrongly. */
public interface RefusedWebhooks {
  /** It was refused for good: sent again, it will be again. Returns at once. */
  void refused(WebhookRequest request, Refusal refusal);
}
