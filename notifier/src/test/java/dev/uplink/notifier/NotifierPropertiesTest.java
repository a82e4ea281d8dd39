package dev.uplink.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.credentials.Keysets;
import dev.uplink.schemas.settings.Settings;
import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifierPropertiesTest {
  private static final String PASSWORD = "$a${HOME}b$${user.name}${c:d}`${";

  /** Micronaut would put something else there, or not start at all. */
  @Test
  void aPasswordMayHaveAnythingInIt(@TempDir Path state) throws GeneralSecurityException {
    Settings settings =
        Settings.read(
            Map.ofEntries(
                Map.entry("UPLINK_KAFKA_BOOTSTRAP_SERVERS", "localhost:1"),
                Map.entry("UPLINK_SCHEMA_REGISTRY_URL", "http://localhost:1"),
                Map.entry("UPLINK_STATE_DIR", state.toString()),
                Map.entry("UPLINK_INSTANCE_ID", "notifier-1"),
                Map.entry("UPLINK_DATABASE_URL", "jdbc:postgresql://localhost:1/none"),
                Map.entry("UPLINK_DATABASE_USER", "nobody"),
                Map.entry("UPLINK_DATABASE_PASSWORD", PASSWORD),
                Map.entry("UPLINK_CREDENTIALS_PRIVATE_KEYSET", new Keysets().privateKeyset())),
            NotifierSettings.ALL);
    Map<String, Object> properties = new HashMap<>(NotifierProperties.micronaut(settings));
    properties.put("datasources.default.enabled", false);

    try (ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .environmentPropertySource(false)
            .properties(properties)
            .start()) {
      assertThat(
              context
                  .getBean(DatasourceConfiguration.class, Qualifiers.byName("default"))
                  .getPassword())
          .isEqualTo(PASSWORD);
    }
  }
}
