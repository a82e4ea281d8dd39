package dev.uplink.ingress;

import dev.uplink.schemas.settings.Settings;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;

/** The application's context as in production, but for what it is told to leave out. */
public final class IngressContexts {
  private IngressContexts() {}

  /** Without a database and Kafka: the environment's beans stand in for what needs them. */
  public static ApplicationContext withoutParts(Settings settings, String environment) {
    Map<String, Object> properties = new HashMap<>(IngressProperties.from(settings));
    properties.put("datasources.default.enabled", false);
    properties.put("flyway.enabled", false);
    return ApplicationContext.builder()
        .deduceEnvironment(false)
        .environmentPropertySource(false)
        .environments(environment)
        .properties(properties)
        .singletons(settings)
        .start();
  }
}
