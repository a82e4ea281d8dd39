package dev.uplink.ingress.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import java.security.GeneralSecurityException;

/**
 * Seals webhook secrets and opens them again. The integration's id is authenticated with each, so
 * that a sealed secret copied into another integration's row does not open.
 */
public final class WebhookSecretSealing {
  private final Aead aead;

  private WebhookSecretSealing(Aead aead) {
    this.aead = aead;
  }

  /** Throws {@link IllegalArgumentException}, whose message holds nothing of the keyset. */
  public static WebhookSecretSealing fromKeyset(String json) {
    try {
      AeadConfig.register();
      return new WebhookSecretSealing(
          TinkJsonProtoKeysetFormat.parseKeyset(
                  json, RegistryConfiguration.get(), InsecureSecretKeyAccess.get())
              .getPrimitive(RegistryConfiguration.get(), Aead.class));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IllegalArgumentException("expected a Tink JSON keyset for AEAD");
    }
  }

  public byte[] seal(String integrationId, byte[] secret) {
    try {
      return aead.encrypt(secret, integrationId.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new SealingException("could not seal a secret of integration " + integrationId, e);
    }
  }

  /** Throws {@link SealingException} if it was sealed for another integration or by another key. */
  public byte[] open(String integrationId, byte[] sealed) {
    try {
      return aead.decrypt(sealed, integrationId.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new SealingException(
          "a secret of integration "
              + integrationId
              + " does not open with UPLINK_WEBHOOK_SECRETS_KEYSET",
          e);
    }
  }

  @Override
  public String toString() {
    return "WebhookSecretSealing";
  }
}
