package dev.uplink.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.ingress.fixture.Environments;
import dev.uplink.ingress.fixture.Keysets;
import dev.uplink.schemas.host.AllowedHosts;
import dev.uplink.schemas.host.HostSettings;
import dev.uplink.schemas.settings.SettingsException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngressSettingsTest {
  private final Map<String, String> environment = new HashMap<>(Environments.complete());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPLINK_WEBHOOK_BASE_URL",
        "UPLINK_DATABASE_URL",
        "UPLINK_DATABASE_PASSWORD",
        "UPLINK_WEBHOOK_SECRETS_KEYSET",
        "UPLINK_CREDENTIALS_PUBLIC_KEYSET"
      })
  void aMissingSettingIsNamed(String name) {
    environment.remove(name);

    assertRefused(name + " is missing");
  }

  @Test
  void anUnknownSettingIsNamed() {
    environment.put("UPLINK_WEBHOK_PORT", "8080");

    assertRefused("UPLINK_WEBHOK_PORT is not a setting of this service");
  }

  @ParameterizedTest
  @CsvSource({
    "UPLINK_WEBHOOK_PORT, 0",
    "UPLINK_API_PORT, 65536",
    "UPLINK_MANAGEMENT_PORT, 0",
    "UPLINK_DATABASE_URL, postgres://localhost/uplink",
    "UPLINK_PUBLISH_TIMEOUT, PT5.001S",
    "UPLINK_PUBLISH_TIMEOUT, PT0.499S",
    "UPLINK_WEBHOOK_MEMORY, 16777215",
    "UPLINK_ACCOUNT_ID, a-b",
    "UPLINK_ALLOW_LOOPBACK_HOSTS, yes",
    "UPLINK_ALLOWED_HOSTS, 10.0.0.0/33"
  })
  void aValueThatCannotBeUsedIsShownWithItsName(String name, String value) {
    environment.put(name, value);

    assertRefused(name + " is '" + value + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fifteen-letters", "sixteen letters!", "sixteen-letters\u00e9"})
  void anAdminTokenOfAnotherShapeIsRefusedAndNotShown(String token) {
    environment.put("UPLINK_ACCOUNT_ID", "acme");
    environment.put("UPLINK_ADMIN_TOKEN", token);

    assertThatThrownBy(() -> IngressSettings.read(environment))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("UPLINK_ADMIN_TOKEN is a value that is not shown")
        .hasMessageNotContaining(token);
  }

  @Test
  void anAdminTokenWithoutAnAccountIsRefused() {
    environment.put("UPLINK_ADMIN_TOKEN", "0123456789abcdef");

    assertRefused("UPLINK_ADMIN_TOKEN and UPLINK_ACCOUNT_ID are set together or not at all");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPLINK_MIGRATION_USER", "UPLINK_MIGRATION_PASSWORD"})
  void halfOfTheOwnersLoginIsRefused(String name) {
    environment.put(name, "something");

    assertRefused(
        "UPLINK_MIGRATION_USER and UPLINK_MIGRATION_PASSWORD are set together or not at all");
  }

  @ParameterizedTest
  @CsvSource({
    "UPLINK_API_PORT, 8080",
    "UPLINK_MANAGEMENT_PORT, 8080",
    "UPLINK_MANAGEMENT_PORT, 8090"
  })
  void twoListenersOnOnePortAreRefused(String name, String port) {
    environment.put("UPLINK_WEBHOOK_PORT", "8080");
    environment.put("UPLINK_API_PORT", "8090");
    environment.put(name, port);

    assertRefused(
        "UPLINK_WEBHOOK_PORT, UPLINK_API_PORT and UPLINK_MANAGEMENT_PORT need a port each");
  }

  @Test
  void aKeysetThatIsNoneIsNotShown() {
    environment.put("UPLINK_WEBHOOK_SECRETS_KEYSET", "{\"primaryKeyId\":1}");

    assertThatThrownBy(() -> IngressSettings.read(environment))
        .hasMessageContaining("UPLINK_WEBHOOK_SECRETS_KEYSET")
        .hasMessageNotContaining("primaryKeyId");
  }

  /** With it ingress could read the credentials that it stores. */
  @Test
  void thePrivateKeysOfCredentialsAreRefusedUnderEitherName() {
    String privateKeys = Keysets.secretJson(Keysets.hybridPrivate());
    environment.put("UPLINK_CREDENTIALS_PUBLIC_KEYSET", privateKeys);
    environment.put("UPLINK_CREDENTIALS_PRIVATE_KEYSET", privateKeys);

    assertRefused("UPLINK_CREDENTIALS_PRIVATE_KEYSET is not a setting of this service");
    assertRefused("expected a Tink JSON keyset of hybrid public keys");
  }

  @Test
  void whatIsNotSetHasItsDefault() {
    var settings = IngressSettings.read(environment);

    assertThat(settings.get(IngressSettings.PUBLISH_TIMEOUT)).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.get(HostSettings.ALLOW_LOOPBACK_HOSTS)).isFalse();
    assertThat(settings.get(HostSettings.ALLOWED_HOSTS)).isEqualTo(AllowedHosts.NONE);
    assertThat(settings.get(IngressSettings.ADMIN_TOKEN)).isEmpty();
    assertThat(settings.get(IngressSettings.MANAGEMENT_PORT)).isEmpty();
  }

  @Test
  void noSecretIsInTheDescription() {
    environment.put("UPLINK_MIGRATION_USER", "owner");
    environment.put("UPLINK_MIGRATION_PASSWORD", "of-the-owner");

    assertThat(IngressSettings.read(environment).describe().values())
        .noneMatch(value -> value.contains("of-the-database") || value.contains("of-the-owner"))
        .noneMatch(value -> value.contains("primaryKeyId"));
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> IngressSettings.read(environment))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(message);
  }
}
