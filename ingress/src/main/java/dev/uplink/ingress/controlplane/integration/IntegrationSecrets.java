package dev.uplink.ingress.controlplane.integration;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.crypto.CredentialSealing;
import dev.uplink.ingress.crypto.WebhookSecretSealing;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes, seals and keeps an integration's secrets. To be called in the change's transaction. */
public final class IntegrationSecrets {
  /** As long as the key of the HMAC that it is for. */
  private static final int SECRET_BYTES = 32;

  /** Beside the current one; each is tried on a body that was signed with none of them. */
  private static final int MOST_REPLACED = 3;

  private final IntegrationSecretRepository secrets;
  private final WebhookSecretSealing webhookSealing;
  private final CredentialSealing credentialSealing;
  private final EdgeMemory edge;
  private final EntityIds ids;
  private final RandomGenerator random;

  public IntegrationSecrets(
      IntegrationSecretRepository secrets,
      WebhookSecretSealing webhookSealing,
      CredentialSealing credentialSealing,
      EdgeMemory edge,
      EntityIds ids,
      RandomGenerator random) {
    this.secrets = secrets;
    this.webhookSealing = webhookSealing;
    this.credentialSealing = credentialSealing;
    this.edge = edge;
    this.ids = ids;
    this.random = random;
  }

  /** Of an integration that has none yet. */
  void addWebhookSecret(Integration integration, Instant at) {
    edge.forget(integration);
    String integrationId = integration.id();
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    secrets.addWebhookSecret(
        ids.next(),
        integrationId,
        webhookSealing.seal(integrationId, HexFormat.of().formatHex(bytes).getBytes(US_ASCII)),
        at);
  }

  /**
   * Another one takes the place of the current one, which is accepted for the grace still. Without
   * any, the earlier ones end too: then somebody knows what they should not.
   */
  void rotateWebhookSecret(Integration integration, Instant at, Duration grace) {
    String integrationId = integration.id();
    if (grace.isZero()) {
      secrets.deleteWebhookSecrets(integrationId);
    } else {
      secrets.retireWebhookSecret(integrationId, at.plus(grace));
    }
    addWebhookSecret(integration, at);
    secrets.forgetWebhookSecrets(integrationId, at, MOST_REPLACED);
  }

  WebhookSecretView webhookSecret(String integrationId, Instant at) {
    byte[] sealed = HexFormat.of().parseHex(secrets.currentWebhookSecret(integrationId));
    return WebhookSecretView.of(
        new String(webhookSealing.open(integrationId, sealed), US_ASCII),
        secrets.acceptedWebhookSecrets(integrationId, at));
  }

  /** Of an integration that is being deleted: its credentials are erased a while later. */
  void leave(Integration integration, Instant at) {
    edge.forget(integration);
    secrets.leaveCredentials(integration.id(), at);
  }

  void writeCredentials(String integrationId, long version, Credentials credentials, Instant at) {
    byte[] sealed = credentialSealing.seal(integrationId, CredentialsMapper.toJson(credentials));
    secrets.writeCredentials(integrationId, version, sealed, at);
  }
}
