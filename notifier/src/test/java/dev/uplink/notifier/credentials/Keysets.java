package dev.uplink.notifier.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.google.crypto.tink.hybrid.PredefinedHybridParameters;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** A pair of keys: seals as ingress does, and opens as the notifier does. */
public final class Keysets {
  private final KeysetHandle privateKeys;

  public Keysets() throws GeneralSecurityException {
    HybridConfig.register();
    privateKeys =
        KeysetHandle.generateNew(
            PredefinedHybridParameters.ECIES_P256_HKDF_HMAC_SHA256_AES128_GCM,
            RegistryConfiguration.get());
  }

  private Keysets(KeysetHandle privateKeys) {
    this.privateKeys = privateKeys;
  }

  /** The first half of a rotation: a new key seals, the old one opens still. */
  Keysets withNewPrimary() throws GeneralSecurityException {
    return new Keysets(
        KeysetHandle.newBuilder(privateKeys)
            .addEntry(
                KeysetHandle.generateEntryFromParameters(
                        PredefinedHybridParameters.ECIES_P256_HKDF_HMAC_SHA256_AES128_GCM)
                    .withRandomId()
                    .makePrimary())
            .build());
  }

  /** The second half: the old key is gone. */
  Keysets primaryOnly() throws GeneralSecurityException {
    KeysetHandle.Entry primary = privateKeys.getPrimary();
    return new Keysets(
        KeysetHandle.newBuilder()
            .addEntry(
                KeysetHandle.importKey(primary.getKey()).withFixedId(primary.getId()).makePrimary())
            .build());
  }

  public String privateKeyset() throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeyset(
        privateKeys, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
  }

  public byte[] seal(String integrationId, String json) throws GeneralSecurityException {
    return privateKeys
        .getPublicKeysetHandle()
        .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class)
        .encrypt(json.getBytes(UTF_8), integrationId.getBytes(UTF_8));
  }

  /** Credentials of which there is no row. */
  public Credentials holdingNothing() throws GeneralSecurityException {
    return new Credentials(
        id -> Optional.empty(), CredentialOpening.fromPrivateKeyset(privateKeyset()));
  }

  /** Credentials of which there is this one row, for whichever integration is asked for. */
  public Credentials holding(String json) throws GeneralSecurityException {
    CredentialOpening opening = CredentialOpening.fromPrivateKeyset(privateKeyset());
    byte[] sealed = seal("int-a", json);
    return new Credentials(id -> Optional.of(new SealedCredential("int-a", 1, sealed)), opening);
  }
}
