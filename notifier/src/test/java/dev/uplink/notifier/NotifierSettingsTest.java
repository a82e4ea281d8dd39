package dev.uplink.notifier;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.settings.SettingsException;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotifierSettingsTest {
  /** Only ingress opens webhook secrets. */
  @Test
  void theKeysOfWebhookSecretsAreRefusedUnderEitherName() throws GeneralSecurityException {
    String keyset = webhookSecretsKeyset();

    assertThatThrownBy(
            () ->
                Settings.read(
                    Map.of(
                        "UPLINK_WEBHOOK_SECRETS_KEYSET", keyset,
                        "UPLINK_CREDENTIALS_PRIVATE_KEYSET", keyset),
                    NotifierSettings.ALL))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("UPLINK_WEBHOOK_SECRETS_KEYSET is not a setting of this service")
        .hasMessageContaining("expected a Tink JSON keyset of hybrid private keys")
        .hasMessageNotContaining("primaryKeyId");
  }

  private static String webhookSecretsKeyset() throws GeneralSecurityException {
    AeadConfig.register();
    return TinkJsonProtoKeysetFormat.serializeKeyset(
        KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get()),
        RegistryConfiguration.get(),
        InsecureSecretKeyAccess.get());
  }
}
