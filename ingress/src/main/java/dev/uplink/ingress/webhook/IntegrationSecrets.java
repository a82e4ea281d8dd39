package dev.uplink.ingress.webhook;

import java.util.List;

/**
 * A live integration and what its webhooks may be signed with.
 *
 * @param secrets newest first: two while one is being rotated out; with none, nothing is accepted
 */
public record IntegrationSecrets(String integrationId, List<WebhookSecret> secrets) {
  public IntegrationSecrets {
    secrets = List.copyOf(secrets);
  }
}
