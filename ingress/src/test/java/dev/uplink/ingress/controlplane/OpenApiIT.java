package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.RunningIngress;
import io.micronaut.web.router.Router;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class OpenApiIT {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  @Test
  void everyRouteIsDescribedAndNothingElseIs() throws Exception {
    assertThat(described()).isEqualTo(routes());
  }

  private static Set<String> routes() {
    return RunningIngress.instance()
        .bean(Router.class)
        .uriRoutes()
        .filter(route -> route.getUriMatchTemplate().toString().startsWith("/api/v1/"))
        .filter(route -> METHODS.contains(route.getHttpMethodName().toLowerCase(Locale.ROOT)))
        .map(route -> route.getHttpMethodName() + " " + route.getUriMatchTemplate())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Read as a client does: over HTTP, without a token. */
  private static Set<String> described() throws IOException {
    URI address = URI.create(RunningIngress.instance().apiUrl() + "/api/openapi.yml");
    try (InputStream yaml = address.toURL().openStream()) {
      Map<String, Map<String, Map<String, Object>>> document = new Yaml().load(yaml);
      Set<String> described = new TreeSet<>();
      document
          .getOrDefault("paths", Map.of())
          .forEach(
              (path, operations) ->
                  operations.keySet().stream()
                      .filter(METHODS::contains)
                      .map(method -> method.toUpperCase(Locale.ROOT) + " " + path)
                      .forEach(described::add));
      return described;
    }
  }
}
