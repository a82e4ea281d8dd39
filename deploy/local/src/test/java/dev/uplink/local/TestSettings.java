package dev.uplink.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Settings for tests: free ports, so that several can run at once. */
final class TestSettings {
  private TestSettings() {}

  static LocalSettings in(Path data) {
    Map<String, String> environment = new HashMap<>(freePorts());
    environment.put("UPLINK_DATA_DIR", data.toString());
    return LocalSettings.read(environment);
  }

  static Map<String, String> freePorts() {
    return Map.of(
        "UPLINK_WEBHOOK_PORT", "0",
        "UPLINK_API_PORT", "0",
        "UPLINK_REGISTRY_PORT", "0",
        "UPLINK_KAFKA_PORT", "0",
        "UPLINK_POSTGRES_PORT", "0",
        "UPLINK_SANDBOX_PORT", "0");
  }
}
