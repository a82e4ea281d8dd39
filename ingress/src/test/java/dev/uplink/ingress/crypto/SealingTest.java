package dev.uplink.ingress.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import dev.uplink.ingress.fixture.Keysets;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

class SealingTest {
  private static final byte[] SECRET = "s3cret".getBytes(UTF_8);

  @Test
  void aWebhookSecretOpensForItsIntegration() {
    WebhookSecretSealing sealing = WebhookSecretSealing.fromKeyset(Keysets.aead());

    assertThat(sealing.open("integration-1", sealing.seal("integration-1", SECRET)))
        .isEqualTo(SECRET);
  }

  @Test
  void aWebhookSecretDoesNotOpenForAnotherIntegration() {
    WebhookSecretSealing sealing = WebhookSecretSealing.fromKeyset(Keysets.aead());
    byte[] sealed = sealing.seal("integration-1", SECRET);

    assertThatThrownBy(() -> sealing.open("integration-2", sealed))
        .isInstanceOf(SealingException.class)
        .hasMessageContaining("integration-2");
  }

  @Test
  void aWebhookSecretDoesNotOpenWithAnotherKeyset() {
    byte[] sealed = WebhookSecretSealing.fromKeyset(Keysets.aead()).seal("integration-1", SECRET);
    WebhookSecretSealing other = WebhookSecretSealing.fromKeyset(Keysets.aead());

    assertThatThrownBy(() -> other.open("integration-1", sealed))
        .isInstanceOf(SealingException.class)
        .message()
        .matches(
            "a secret of integration integration-1 does not open with"
                + " UPLINK_WEBHOOK_SECRETS_KEYSET: it was sealed with key [0-9]+, and the keyset"
                + " has only [0-9]+");
  }

  @Test
  void credentialsOpenWithThePrivateKeysAlone() throws GeneralSecurityException {
    KeysetHandle privateKeys = Keysets.hybridPrivate();
    CredentialSealing sealing = CredentialSealing.fromPublicKeyset(Keysets.publicJson(privateKeys));

    byte[] sealed = sealing.seal("integration-1", SECRET);

    HybridDecrypt decrypt =
        privateKeys.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class);
    assertThat(decrypt.decrypt(sealed, "integration-1".getBytes(UTF_8))).isEqualTo(SECRET);
  }

  @Test
  void privateKeysAreRefusedWherePublicOnesBelong() {
    String privateKeys = Keysets.secretJson(Keysets.hybridPrivate());

    assertThatThrownBy(() -> CredentialSealing.fromPublicKeyset(privateKeys))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a Tink JSON keyset of hybrid public keys");
  }

  @Test
  void publicKeysDoNotSealWebhookSecrets() {
    String publicKeys = Keysets.publicJson(Keysets.hybridPrivate());

    assertThatThrownBy(() -> WebhookSecretSealing.fromKeyset(publicKeys))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a Tink JSON keyset for AEAD");
  }
}
