package dev.uplink.ingress.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.security.GeneralSecurityException;

/**
 * Seals API credentials so that only the notifier, which has the private key, can open them:
 * ingress itself cannot. The integration's id is bound to each as context.
 */
public final class CredentialSealing {
  private final HybridEncrypt encrypt;

  private CredentialSealing(HybridEncrypt encrypt) {
    this.encrypt = encrypt;
  }

  /**
   * Throws {@link IllegalArgumentException} for anything but a public keyset: a private key here
   * would undo the separation, so it is refused, and nothing of it is in the message.
   */
  public static CredentialSealing fromPublicKeyset(String json) {
    try {
      HybridConfig.register();
      return new CredentialSealing(
          TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(json, RegistryConfiguration.get())
              .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IllegalArgumentException("expected a Tink JSON keyset of hybrid public keys");
    }
  }

  public byte[] seal(String integrationId, byte[] credentials) {
    try {
      return encrypt.encrypt(credentials, integrationId.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new SealingException("could not seal credentials of " + integrationId, e);
    }
  }

  @Override
  public String toString() {
    return "CredentialSealing";
  }
}
