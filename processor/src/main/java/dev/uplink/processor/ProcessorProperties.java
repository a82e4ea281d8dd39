package dev.uplink.processor;

import dev.uplink.schemas.settings.Settings;
import java.util.Map;

/** What Micronaut is told of the settings; what never differs stands in application.yml. */
final class ProcessorProperties {
  private ProcessorProperties() {}

  static Map<String, Object> from(Settings settings) {
    int port = settings.get(ProcessorSettings.MANAGEMENT_PORT);
    return Map.of(
        "micronaut.server.host",
        settings.get(ProcessorSettings.BIND_ADDRESS),
        // Micronaut's word for a port that the system chooses.
        "micronaut.server.port",
        port == 0 ? -1 : port);
  }
}
