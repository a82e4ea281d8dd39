package dev.uplink.ingress.controlplane.integration;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.crypto.CredentialSealing;
import dev.uplink.ingress.crypto.WebhookSecretSealing;
import java.time.Instant;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes, seals and keeps an integration's secrets. To be called in the change's transaction. */
public final class IntegrationSecrets {
  /** As long as the key of the HMAC that it is for. */
  private static final int SECRET_BYTES = 32;

  private final IntegrationSecretRepository secrets;
  private final WebhookSecretSealing webhookSealing;
  private final CredentialSealing credentialSealing;
  private final EntityIds ids;
  private final RandomGenerator random;

  public IntegrationSecrets(
      IntegrationSecretRepository secrets,
      WebhookSecretSealing webhookSealing,
      CredentialSealing credentialSealing,
      EntityIds ids,
      RandomGenerator random) {
    this.secrets = secrets;
    this.webhookSealing = webhookSealing;
    this.credentialSealing = credentialSealing;
    this.ids = ids;
    this.random = random;
  }

  /** The one secret from now on; earlier ones are gone. Returns it for the answer. */
  String replaceWebhookSecret(String integrationId, Instant at) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    String secret = HexFormat.of().formatHex(bytes);
    secrets.deleteWebhookSecrets(integrationId);
    secrets.addWebhookSecret(
        ids.next(),
        integrationId,
        webhookSealing.seal(integrationId, secret.getBytes(US_ASCII)),
        at);
    return secret;
  }

  String webhookSecret(String integrationId) {
    byte[] sealed = HexFormat.of().parseHex(secrets.webhookSecrets(integrationId).getFirst());
    return new String(webhookSealing.open(integrationId, sealed), US_ASCII);
  }

  void writeCredentials(String integrationId, long version, Credentials credentials, Instant at) {
    byte[] sealed = credentialSealing.seal(integrationId, CredentialsMapper.toJson(credentials));
    secrets.writeCredentials(integrationId, version, sealed, at);
  }
}
