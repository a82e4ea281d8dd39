package dev.uplink.ingress;

import dev.uplink.schemas.Limits;
import dev.uplink.schemas.settings.Literals;
import dev.uplink.schemas.settings.Settings;
import java.util.HashMap;
import java.util.Map;

/** What Micronaut is told of the settings; what never differs stands in application.yml. */
final class IngressProperties {
  private IngressProperties() {}

  static Map<String, Object> from(Settings settings) {
    Map<String, Object> properties = new HashMap<>();
    listener(properties, "webhook", settings.get(IngressSettings.WEBHOOK_PORT), settings);
    listener(properties, "api", settings.get(IngressSettings.API_PORT), settings);
    // Routes without a port of their own (API, health, metrics) must not answer in public.
    properties.put("micronaut.server.netty.listeners.webhook.expose-default-routes", false);
    properties.put("uplink.webhook-port", settings.get(IngressSettings.WEBHOOK_PORT));
    settings
        .get(IngressSettings.MANAGEMENT_PORT)
        .ifPresent(
            port -> {
              listener(properties, "management", port, settings);
              properties.put(ManagementPortGate.PORT, port);
            });
    properties.put("micronaut.server.max-request-size", Limits.WEBHOOK_BODY_BYTES);
    properties.put("micronaut.server.max-request-buffer-size", Limits.WEBHOOK_BODY_BYTES);
    String url = settings.get(IngressSettings.DATABASE_URL);
    properties.put("datasources.default.url", url);
    properties.put("datasources.default.username", settings.get(IngressSettings.DATABASE_USER));
    properties.put("datasources.default.password", settings.get(IngressSettings.DATABASE_PASSWORD));
    Literals.in(properties);
    return properties;
  }

  private static void listener(
      Map<String, Object> properties, String name, int port, Settings settings) {
    String prefix = "micronaut.server.netty.listeners." + name;
    properties.put(prefix + ".host", settings.get(IngressSettings.BIND_ADDRESS));
    properties.put(prefix + ".port", port);
  }
}
