package dev.uplink.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.fixture.Environments;
import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;
import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngressPropertiesTest {
  private static final String PASSWORD = "$a${HOME}b$${user.name}${c:d}`${";

  @TempDir Path folder;

  /** Micronaut would put something else there, or not start at all. */
  @Test
  void aPasswordMayHaveAnythingInIt() throws IOException {
    Map<String, String> environment = new HashMap<>(Environments.complete());
    environment.put("UPLINK_DATABASE_PASSWORD", PASSWORD);
    environment.put("UPLINK_KAFKA_SECURITY", "SASL_SSL");
    environment.put("UPLINK_KAFKA_USER", "uplink-ingress");
    environment.put("UPLINK_KAFKA_PASSWORD", PASSWORD);
    environment.put("UPLINK_KAFKA_CA_FILE", Files.createFile(folder.resolve("ca.crt")).toString());

    Map<String, Object> properties =
        new HashMap<>(IngressProperties.from(IngressSettings.read(environment)));
    properties.put("datasources.default.enabled", false);
    properties.put("flyway.enabled", false);

    try (ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .environmentPropertySource(false)
            .properties(properties)
            .start()) {
      assertThat(context.getBean(KafkaDefaultConfiguration.class).getConfig())
          .hasEntrySatisfying(
              "sasl.jaas.config",
              login -> assertThat(login).asString().contains("password=\"" + PASSWORD + "\";"));
      assertThat(
              context
                  .getBean(DatasourceConfiguration.class, Qualifiers.byName("default"))
                  .getPassword())
          .isEqualTo(PASSWORD);
    }
  }
}
