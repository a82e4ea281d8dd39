package dev.uplink.ingress.webhook;

import java.time.Instant;
import java.util.List;

/**
 * A live integration and what its webhooks may be signed with.
 *
 * @param secrets newest first: several while one is being rotated out; with none, nothing is
 *     accepted
 */
public record IntegrationSecrets(String integrationId, List<WebhookSecret> secrets) {
  public IntegrationSecrets {
    secrets = List.copyOf(secrets);
  }

  List<WebhookSecret> acceptedAt(Instant time) {
    for (WebhookSecret secret : secrets) {
      if (!secret.isAcceptedAt(time)) {
        return secrets.stream().filter(other -> other.isAcceptedAt(time)).toList();
      }
    }
    return secrets;
  }
}
