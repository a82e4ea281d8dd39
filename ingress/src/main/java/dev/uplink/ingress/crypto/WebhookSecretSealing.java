package dev.uplink.ingress.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import dev.uplink.schemas.seal.KeyIds;
import java.security.GeneralSecurityException;
import java.util.stream.IntStream;

/**
 * Seals webhook secrets and opens them again. The integration's id is authenticated with each, so
 * that a sealed secret copied into another integration's row does not open.
 */
public final class WebhookSecretSealing {
  private final Aead aead;
  private final KeyIds keyIds;
  private final int primaryKey;

  private WebhookSecretSealing(Aead aead, KeyIds keyIds, int primaryKey) {
    this.aead = aead;
    this.keyIds = keyIds;
    this.primaryKey = primaryKey;
  }

  /** Throws {@link IllegalArgumentException}, whose message holds nothing of the keyset. */
  public static WebhookSecretSealing fromKeyset(String json) {
    try {
      AeadConfig.register();
      KeysetHandle keys =
          TinkJsonProtoKeysetFormat.parseKeyset(
              json, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
      return new WebhookSecretSealing(
          keys.getPrimitive(RegistryConfiguration.get(), Aead.class),
          ids(keys),
          keys.getPrimary().getId());
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
              + " does not open with UPLINK_WEBHOOK_SECRETS_KEYSET: "
              + keyIds.whyNot(sealed),
          e);
    }
  }

  /** The number of the key that it seals with; a keyset's file has it, too. */
  public String primaryKey() {
    return Integer.toUnsignedString(primaryKey);
  }

  private static KeyIds ids(KeysetHandle keys) {
    return new KeyIds(
        IntStream.range(0, keys.size()).mapToObj(index -> keys.getAt(index).getId()).toList());
  }

  @Override
  public String toString() {
    return "WebhookSecretSealing";
  }
}
