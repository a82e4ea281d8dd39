package dev.uplink.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/**
 * Where a service tells of itself, by its own application.yml.
 *
 * @param readiness whether it can be sent something
 * @param liveness whether it can go on
 * @param measurements for Prometheus
 */
record ManagementPaths(String readiness, String liveness, String measurements) {

  static ManagementPaths of(String service) {
    JsonNode endpoints =
        StrictYaml.read(
                Kustomization.text(Path.of("../..", service, "src/main/resources/application.yml")),
                JsonNode.class)
            .path("endpoints");
    assertThat(endpoints.path("health").path("enabled").asBoolean()).isTrue();
    assertThat(endpoints.path("health").path("sensitive").asBoolean(true)).isFalse();
    assertThat(endpoints.path("prometheus").path("enabled").asBoolean()).isTrue();
    String base = endpoints.path("all").path("path").asText();
    return new ManagementPaths(
        base + "health/readiness", base + "health/liveness", base + "prometheus");
  }
}
