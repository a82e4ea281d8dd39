package dev.uplink.ingress.webhook;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where the edge learns which integration an address is, and its secrets. */
public interface WebhookSecrets {
  /**
   * Never blocks the caller. Empty if there is no such live integration; fails, after a bounded
   * time, if that cannot be told.
   */
  CompletionStage<Optional<IntegrationSecrets>> find(WebhookAddress address);
}
