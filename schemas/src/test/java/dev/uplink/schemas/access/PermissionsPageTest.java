package dev.uplink.schemas.access;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.junit.jupiter.api.Test;

/** The page is the permissions' own words. With -Ddocs.write=true it is written anew. */
class PermissionsPageTest {
  private static final Path PAGE = Path.of("docs/permissions.md");
  private static final String HEAD =
      """
      # Who may do what at Kafka

      Each of these comes to Kafka as a user of its own, with what is listed and nothing else; whatever no list has is
      denied. An asterisk stands for however the name goes on. Reading and writing include describing. Nobody has a right on
      the cluster. The lists are written from `dev.uplink.schemas.access.Principal`, which takes them from the
      [catalogue](../README.md#topics), by a test
      (`./mvnw -pl schemas test -Dtest=PermissionsPageTest -Ddocs.write=true`).
      `LeastPrivilegeE2E` shows that none is too short and none too long.
      """;

  @Test
  void thePageListsThePermissionsAsTheyAre() throws IOException {
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, page());
    }

    assertThat(Files.readString(PAGE)).isEqualTo(page());
  }

  private static String page() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Principal principal : Principal.values()) {
      page.append("\n## `").append(principal.user()).append("`\n\n");
      page.append("| on | may |\n| --- | --- |\n").append(rows(principal));
    }
    return page.toString();
  }

  private static String rows(Principal principal) {
    return principal.permissions().stream()
        .collect(
            groupingBy(
                permission -> shown(permission.on()),
                TreeMap::new,
                mapping(permission -> permission.operation().name(), joining(", "))))
        .entrySet()
        .stream()
        .map(row -> "| %s | %s |\n".formatted(row.getKey(), row.getValue()))
        .collect(joining());
  }

  private static String shown(ResourcePattern on) {
    return "%s `%s%s`"
        .formatted(
            on.resourceType().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            on.name(),
            on.patternType() == PatternType.PREFIXED ? "*" : "");
  }
}
