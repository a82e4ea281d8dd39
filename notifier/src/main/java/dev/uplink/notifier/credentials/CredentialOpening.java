package dev.uplink.notifier.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** Opens what ingress sealed. Each ciphertext is bound to its integration's id. */
public final class CredentialOpening {
  private static final ObjectMapper JSON =
      new ObjectMapper().addMixIn(ApiCredential.class, Kinds.class);

  private final HybridDecrypt decrypt;

  private CredentialOpening(HybridDecrypt decrypt) {
    this.decrypt = decrypt;
  }

  /** Throws {@link IllegalArgumentException} with nothing of the keyset in its message. */
  public static CredentialOpening fromPrivateKeyset(String json) {
    try {
      HybridConfig.register();
      return new CredentialOpening(
          TinkJsonProtoKeysetFormat.parseKeyset(
                  json, RegistryConfiguration.get(), InsecureSecretKeyAccess.get())
              .getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class));
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
