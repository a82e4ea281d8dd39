package dev.uplink.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.schemas.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessorSettingsTest {
  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "UPLINK_KAFKA_BOOTSTRAP_SERVERS", "localhost:9092",
              "UPLINK_SCHEMA_REGISTRY_URL", "http://localhost:8081/apis/ccompat/v7",
              "UPLINK_STATE_DIR", "/var/lib/uplink",
              "UPLINK_INSTANCE_ID", "processor-0"));

  @Test
  void whatIsNotSetHasItsDefault() {
    var retention = ProcessorSettings.retention(ProcessorSettings.read(environment));

    assertThat(retention.deliveries()).isEqualTo(Duration.ofDays(14));
    assertThat(retention.runs()).isEqualTo(Duration.ofDays(90));
  }

  @Test
  void aMissingAndAnUnknownSettingAreNamed() {
    environment.remove("UPLINK_STATE_DIR");
    environment.put("UPLINK_DEDUPLICATION", "P14D");

    assertThatThrownBy(() -> ProcessorSettings.read(environment))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("UPLINK_STATE_DIR is missing")
        .hasMessageContaining("UPLINK_DEDUPLICATION is not a setting");
  }

  /** It has no database and no keys: where one is meant for it, something was mixed up. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPLINK_DATABASE_URL",
        "UPLINK_WEBHOOK_SECRETS_KEYSET",
        "UPLINK_CREDENTIALS_PRIVATE_KEYSET"
      })
  void databaseAndKeysAreNoSettings(String name) {
    environment.put(name, "anything");

    assertThatThrownBy(() -> ProcessorSettings.read(environment))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(name + " is not a setting of this service")
        .hasMessageNotContaining("anything");
  }

  @ParameterizedTest
  @CsvSource({"P7D,false", "P7DT0.001S,true", "PT0S,false"})
  void deliveriesAreRememberedLongerThanTheirTopicIsKept(String retention, boolean accepted) {
    environment.put("UPLINK_DEDUPLICATION_RETENTION", retention);

    assertAccepted(accepted, "UPLINK_DEDUPLICATION_RETENTION");
  }

  @ParameterizedTest
  @CsvSource({"P13D,true", "P14D,false", "P30D,false"})
  void aLongerRetentionOfTheTopicAsksForALongerMemory(String kept, boolean accepted) {
    environment.put("UPLINK_TOPIC_OVERRIDES", "uplink.webhooks.retention=" + kept);

    assertAccepted(accepted, "UPLINK_DEDUPLICATION_RETENTION");
  }

  @ParameterizedTest
  @CsvSource({"12,12,12,true", "12,6,12,false", "12,12,6,false"})
  void allInputsHaveEquallyManyPartitions(
      int webhooks, int triggers, int answers, boolean accepted) {
    environment.put(
        "UPLINK_TOPIC_OVERRIDES",
        ("uplink.webhooks.partitions=%d,uplink.trigger-requests.partitions=%d,"
                + "uplink.lookup-results.partitions=%d")
            .formatted(webhooks, triggers, answers));

    assertAccepted(accepted, "UPLINK_TOPIC_OVERRIDES");
  }

  @Test
  void everySettingStandsInTheReadme() throws IOException {
    String readme =
        Files.readString(Path.of("README.md")) + Files.readString(Path.of("../schemas/README.md"));

    assertThat(ProcessorSettings.ALL).allMatch(setting -> readme.contains(setting.name()));
  }

  private void assertAccepted(boolean accepted, String named) {
    if (accepted) {
      assertThatCode(() -> ProcessorSettings.read(environment)).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> ProcessorSettings.read(environment)).hasMessageContaining(named);
    }
  }
}
