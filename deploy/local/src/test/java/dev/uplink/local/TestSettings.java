package dev.uplink.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Settings for tests: free ports, so that several can run at once. */
final class TestSettings {
  private TestSettings() {}

  static LocalSettings anyPorts(Path data) {
    Map<String, String> environment = new HashMap<>();
    environment.put("UPLINK_DATA_DIR", data.toString());
    for (String part :
        new String[] {"WEBHOOK", "API", "REGISTRY", "KAFKA", "POSTGRES", "SANDBOX"}) {
      environment.put("UPLINK_" + part + "_PORT", "0");
    }
    return LocalSettings.read(environment);
  }
}
