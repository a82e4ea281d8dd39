package dev.uplink.local.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.schemas.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunSettingsTest {
  @TempDir Path folder;

  @Test
  void withoutAnySettingItReadsLocalModesBrokerWithoutALogin() {
    DryRunSettings settings = DryRunSettings.read(Map.of("UPLINK_KAFKA_PORT", "9999"));

    assertThat(KafkaRecords.config(settings.kafka()))
        .containsEntry("bootstrap.servers", "127.0.0.1:9999")
        .doesNotContainKey("sasl.jaas.config");
  }

  @Test
  void anotherInstallationsBrokersAreToldWhoItIs() throws IOException {
    DryRunSettings settings = DryRunSettings.read(secured());

    assertThat(KafkaRecords.config(settings.kafka()))
        .containsEntry("bootstrap.servers", "kafka:9093")
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("isolation.level", "read_committed")
        .hasEntrySatisfying(
            "sasl.jaas.config",
            login -> assertThat(login).asString().contains("\"replayer\"", "\"of-the-replayer\""));
    assertThat(settings).asString().contains("replayer").doesNotContain("of-the-replayer");
  }

  @Test
  void theControlPlaneIsTheOneHereUnlessItIsSaidWhere() {
    assertThat(DryRunSettings.read(Map.of("UPLINK_API_PORT", "9998")).api())
        .hasToString("http://127.0.0.1:9998");
    assertThat(DryRunSettings.read(Map.of("UPLINK_API_URL", "http://api:8090")).api())
        .hasToString("http://api:8090");
  }

  @Test
  void aLoginWithoutItsPasswordIsRefused() throws IOException {
    Map<String, String> environment = secured();
    environment.remove("UPLINK_KAFKA_PASSWORD");

    assertThatThrownBy(() -> DryRunSettings.read(environment))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("UPLINK_KAFKA_PASSWORD is missing: SASL_SSL needs it");
  }

  private Map<String, String> secured() throws IOException {
    return new HashMap<>(
        Map.of(
            "UPLINK_KAFKA_BOOTSTRAP_SERVERS",
            "kafka:9093",
            "UPLINK_KAFKA_SECURITY",
            "SASL_SSL",
            "UPLINK_KAFKA_USER",
            "replayer",
            "UPLINK_KAFKA_PASSWORD",
            "of-the-replayer",
            "UPLINK_KAFKA_CA_FILE",
            Files.createFile(folder.resolve("ca.crt")).toString()));
  }
}
