package dev.uplink.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Prometheus' operator has the rules that promtool tests, and no others. With -Ddocs.write=true
 * they are written anew.
 */
class AlertsTest {
  private static final Path RULES = Path.of("../observability/rules/uplink.yml");
  private static final Path FILE = Path.of("components/prometheus-operator/rules.yml");
  private static final String HEAD =
      """
      # Written by a test, from deploy/observability/rules:
      # ./mvnw -pl deploy/kubernetes -am test -Dtest=AlertsTest -Ddocs.write=true -Dsurefire.failIfNoSpecifiedTests=false
      apiVersion: monitoring.coreos.com/v1
      kind: PrometheusRule
      metadata:
        name: uplink
        labels: {app.kubernetes.io/part-of: uplink}
      spec:
      """;

  /** Before any of them is read. */
  @BeforeAll
  static void writeAnew() throws IOException {
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(FILE, expected());
    }
  }

  @Test
  void theRulesAreThoseOfEverybodyElse() throws IOException {
    assertThat(FILE).hasContent(expected());
  }

  @Test
  void theOperatorFindsAllGroups() throws IOException {
    JsonNode groups = StrictYaml.trees(Files.readString(RULES)).getFirst().path("groups");
    PrometheusRule rule = StrictYaml.read(Files.readString(FILE), PrometheusRule.class);

    assertThat(rule.getSpec().getGroups())
        .extracting(group -> group.getName() + " " + group.getRules().size())
        .containsExactlyElementsOf(
            groups
                .valueStream()
                .map(group -> group.path("name").asText() + " " + group.path("rules").size())
                .toList());
  }

  private static String expected() throws IOException {
    return HEAD + Files.readString(RULES).indent(2);
  }
}
