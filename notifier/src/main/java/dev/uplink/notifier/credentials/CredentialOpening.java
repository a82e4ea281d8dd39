package dev.uplink.notifier.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import dev.uplink.schemas.seal.KeyIds;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.stream.IntStream;

/** Opens what ingress sealed. Each ciphertext is bound to its integration's id. */
public final class CredentialOpening {
  private static final ObjectMapper JSON =
      new ObjectMapper().addMixIn(ApiCredential.class, Kinds.class);

  private final HybridDecrypt decrypt;
  private final HybridEncrypt encrypt;
  private final KeyIds keyIds;
  private final int primaryKey;

  private CredentialOpening(
      HybridDecrypt decrypt, HybridEncrypt encrypt, KeyIds keyIds, int primaryKey) {
    this.decrypt = decrypt;
    this.encrypt = encrypt;
    this.keyIds = keyIds;
    this.primaryKey = primaryKey;
  }

  /** Throws {@link IllegalArgumentException} with nothing of the keyset in its message. */
  public static CredentialOpening fromPrivateKeyset(String json) {
    try {
      HybridConfig.register();
      KeysetHandle keys =
          TinkJsonProtoKeysetFormat.parseKeyset(
              json, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
      return new CredentialOpening(
          keys.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class),
          keys.getPublicKeysetHandle()
              .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class),
          ids(keys),
          keys.getPrimary().getId());
    } catch (GeneralSecurityException | RuntimeException e) {
      // Without the cause on purpose: a parser's message may quote what it was given.
      throw new IllegalArgumentException("expected a Tink JSON keyset of hybrid private keys");
    }
  }

  /** Empty when another key sealed it, when it is another integration's, or no credential. */
  Optional<ApiCredential> open(String integrationId, byte[] sealed) {
    try {
      byte[] plain = decrypt.decrypt(sealed, integrationId.getBytes(UTF_8));
      return Optional.of(JSON.readValue(plain, ApiCredential.class));
    } catch (GeneralSecurityException | IOException e) {
      // The cause is dropped: Jackson quotes the text it could not read.
      return Optional.empty();
    }
  }

  /** Of what {@link #open} did not open. */
  String whyNot(byte[] sealed) {
    return keyIds.whyNot(sealed);
  }

  /** The number of the key that it seals with; a keyset's file has it, too. */
  String primaryKey() {
    return Integer.toUnsignedString(primaryKey);
  }

  private static KeyIds ids(KeysetHandle keys) {
    return new KeyIds(
        IntStream.range(0, keys.size()).mapToObj(index -> keys.getAt(index).getId()).toList());
  }

  /**
   * The same, sealed under the primary key.
   *
   * @throws IllegalStateException if it opens with no key
   */
  byte[] reseal(String integrationId, byte[] sealed) {
    byte[] context = integrationId.getBytes(UTF_8);
    try {
      return encrypt.encrypt(decrypt.decrypt(sealed, context), context);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "the credentials of integration "
              + integrationId
              + " do not open with UPLINK_CREDENTIALS_PRIVATE_KEYSET: "
              + keyIds.whyNot(sealed),
          e);
    }
  }

  @Override
  public String toString() {
    return "CredentialOpening";
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = ApiCredential.ApiToken.class, name = "API_TOKEN"),
    @JsonSubTypes.Type(value = ApiCredential.AppPassword.class, name = "APP_PASSWORD"),
    @JsonSubTypes.Type(value = ApiCredential.AccessToken.class, name = "ACCESS_TOKEN")
  })
  private interface Kinds {}
}
