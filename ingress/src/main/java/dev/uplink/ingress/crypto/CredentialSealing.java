package dev.uplink.ingress.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
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
  private final int primaryKey;

  private CredentialSealing(HybridEncrypt encrypt, int primaryKey) {
    this.encrypt = encrypt;
    this.primaryKey = primaryKey;
  }

  /**
   * Throws {@link IllegalArgumentException} for anything but a public keyset: a private key here
   * would undo the separation, so it is refused, and nothing of it is in the message.
   */
  public static CredentialSealing fromPublicKeyset(String json) {
    try {
      HybridConfig.register();
      KeysetHandle keys =
          TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(json, RegistryConfiguration.get());
      return new CredentialSealing(
          keys.getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class),
          keys.getPrimary().getId());
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

  /** The number of the key that it seals with; a keyset's file has it, too. */
  public String primaryKey() {
    return Integer.toUnsignedString(primaryKey);
  }

  @Override
  public String toString() {
    return "CredentialSealing";
  }
}
