package dev.uplink.schemas.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.settings.SettingsException;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.streams.StreamsProperties;
import dev.uplink.schemas.streams.StreamsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaAccessTest {
  private static final String PASSWORD = "pass\"word\\";

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void complete() throws IOException {
    environment.put("UPLINK_KAFKA_BOOTSTRAP_SERVERS", "kafka:9093");
    environment.put("UPLINK_SCHEMA_REGISTRY_URL", "http://registry:8080");
    environment.put("UPLINK_KAFKA_SECURITY", "SASL_SSL");
    environment.put("UPLINK_KAFKA_USER", "uplink-ingress");
    environment.put("UPLINK_KAFKA_PASSWORD", PASSWORD);
    environment.put("UPLINK_KAFKA_CA_FILE", Files.createFile(folder.resolve("ca")).toString());
  }

  @Test
  void aClientLogsInAndKeepsItsOwnSettings() {
    assertThat(access().with(Map.of("client.id", "a")))
        .containsEntry("client.id", "a")
        .containsEntry("bootstrap.servers", "kafka:9093")
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
        .containsEntry("ssl.truststore.type", "PEM")
        .containsEntry("ssl.truststore.location", environment.get("UPLINK_KAFKA_CA_FILE"))
        .containsEntry(
            "sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required"
                + " username=\"uplink-ingress\" password=\"pass\\\"word\\\\\";");
  }

  @Test
  void withoutSecurityThereIsNothingButTheAddress() {
    environment.keySet().removeIf(name -> name.matches("UPLINK_KAFKA_(SEC|USER|PASS|CA).*"));

    assertThat(access().with(Map.of()))
        .containsExactly(Map.entry("bootstrap.servers", "kafka:9093"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPLINK_KAFKA_USER", "UPLINK_KAFKA_PASSWORD", "UPLINK_KAFKA_CA_FILE"})
  void whatALoginNeedsIsNamedWhenItIsMissing(String name) {
    environment.remove(name);

    assertThatThrownBy(this::access)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(name + " is missing: SASL_SSL needs it");
  }

  @Test
  void aPasswordThatWouldNotBeUsedIsRefusedAndNotShown() {
    environment.remove("UPLINK_KAFKA_SECURITY");

    assertThatThrownBy(this::access)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(
            "UPLINK_KAFKA_PASSWORD is set, but UPLINK_KAFKA_SECURITY is PLAINTEXT")
        .hasMessageNotContaining(PASSWORD);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    environment.put("UPLINK_KAFKA_CA_FILE", "/nowhere/ca.pem");

    assertThatThrownBy(this::access)
        .hasMessageContaining("UPLINK_KAFKA_CA_FILE is '/nowhere/ca.pem': no readable file");
  }

  @Test
  void halfOfTheProtectionIsNoChoice() {
    environment.put("UPLINK_KAFKA_SECURITY", "SASL_PLAINTEXT");

    assertThatThrownBy(this::access).hasMessageContaining("expected PLAINTEXT or SASL_SSL");
  }

  @Test
  void nothingShowsThePassword() {
    assertThat(access().toString()).contains("uplink-ingress").doesNotContain("pass\"");
    assertThat(Settings.read(environment, KafkaSettings.ALL).describe().values())
        .doesNotContain(PASSWORD);
    // As Kafka's clients log it when they start.
    assertThat(new AdminClientConfig(access().with(Map.of())).values().get("sasl.jaas.config"))
        .hasToString("[hidden]");
  }

  /** Kafka Streams makes these by itself; one without a login would not come in. */
  @Test
  void everyClientOfKafkaStreamsLogsIn() {
    environment.put("UPLINK_STATE_DIR", folder.toString());
    environment.put("UPLINK_INSTANCE_ID", "processor-0");
    Settings settings =
        Settings.read(
            environment,
            Stream.concat(KafkaSettings.ALL.stream(), StreamsSettings.ALL.stream()).toList());
    Properties properties =
        StreamsProperties.from(
            settings,
            KafkaNames.PROCESSOR,
            new DeadLetters("processor", AvroSerdes.from(settings)));
    StreamsConfig streams = new StreamsConfig(properties);

    assertThat(
            Stream.of(
                streams.getMainConsumerConfigs("group", "client", 0),
                streams.getRestoreConsumerConfigs("client"),
                streams.getGlobalConsumerConfigs("client"),
                streams.getProducerConfigs("client"),
                streams.getAdminConfigs("client")))
        .allSatisfy(
            client ->
                assertThat(client)
                    .containsEntry("security.protocol", "SASL_SSL")
                    .containsKeys("sasl.jaas.config", "ssl.truststore.location"));
  }

  private KafkaAccess access() {
    return KafkaAccess.from(Settings.read(environment, KafkaSettings.ALL));
  }
}
