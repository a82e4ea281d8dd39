package dev.uplink.ingress.webhook.secrets;

import dev.uplink.ingress.webhook.IntegrationSecrets;
import dev.uplink.ingress.webhook.WebhookAddress;
import java.util.List;
import java.util.Optional;

/** Where secrets are kept. Blocks: for the cache's readers only. */
public interface SecretSource {
  /** Asks for all of them at once; throws if nothing can be told of any. */
  Reading read(List<WebhookAddress> addresses);

  /** What was read. */
  interface Reading {
    /**
     * Empty if there is no such integration; throws if a secret of it cannot be opened, which says
     * nothing about the others.
     */
    Optional<IntegrationSecrets> of(WebhookAddress address);
  }
}
