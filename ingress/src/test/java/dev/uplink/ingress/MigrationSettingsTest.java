package dev.uplink.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.ingress.fixture.Environments;
import dev.uplink.schemas.settings.SettingsException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationSettingsTest {
  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "UPLINK_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/uplink",
              "UPLINK_MIGRATION_USER", "owner",
              "UPLINK_MIGRATION_PASSWORD", "of-the-owner"));

  @ParameterizedTest
  @ValueSource(
      strings = {"UPLINK_DATABASE_URL", "UPLINK_MIGRATION_USER", "UPLINK_MIGRATION_PASSWORD"})
  void aMissingSettingIsNamed(String name) {
    environment.put(name, "");

    assertRefused(name + " is missing");
  }

  @Test
  void whatServingTakesIsNotRead() {
    environment.putAll(Environments.complete());
    environment.put("UPLINK_WEBHOOK_SECRETS_KEYSET", "broken");

    assertThat(MigrationSettings.read(environment).describe()).hasSize(3);
  }

  @Test
  void anUnknownSettingIsNamed() {
    environment.put("UPLINK_MIGRATION_PASWORD", "of-the-owner");

    assertRefused("UPLINK_MIGRATION_PASWORD is not a setting of this service");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> MigrationSettings.read(environment))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(message);
  }
}
