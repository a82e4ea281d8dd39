package dev.uplink.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.fixture.Environments;
import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngressPropertiesTest {
  private static final String PASSWORD = "$a${HOME}b$${user.name}${c:d}`${";

  /** Micronaut would put something else there, or not start at all. */
  @Test
  void aPasswordMayHaveAnythingInIt() {
    Map<String, String> environment = new HashMap<>(Environments.complete());
    environment.put("UPLINK_DATABASE_PASSWORD", PASSWORD);

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
      assertThat(
              context
                  .getBean(DatasourceConfiguration.class, Qualifiers.byName("default"))
                  .getPassword())
          .isEqualTo(PASSWORD);
    }
  }
}
