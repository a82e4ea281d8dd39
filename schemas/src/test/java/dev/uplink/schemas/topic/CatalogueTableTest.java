package dev.uplink.schemas.topic;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The README's table is the catalogue's own words. With -Ddocs.write=true it is written anew. */
class CatalogueTableTest {
  private static final Path README = Path.of("README.md");
  private static final String BEGIN = "<!-- topics: generated -->\n";
  private static final String HEAD =
      """
      | topic | key | value | writer → readers | partitions | kept | record up to |
      | --- | --- | --- | --- | --- | --- | --- |
      """;
  private static final String END = "<!-- end -->";

  @Test
  void theReadmeListsTheTopicsAsTheyAre() throws IOException {
    String readme = Files.readString(README);
    String expected = replaceTable(readme);
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(README, expected);
    }

    assertThat(Files.readString(README)).isEqualTo(expected);
  }

  private static String replaceTable(String readme) {
    int begin = readme.indexOf(BEGIN) + BEGIN.length();
    return readme.substring(0, begin) + table() + readme.substring(readme.indexOf(END));
  }

  private static String table() {
    return HEAD + Topics.ALL.stream().map(CatalogueTableTest::row).collect(joining());
  }

  private static String row(Topic<?> topic) {
    TopicSettings settings = topic.settings();
    return "| `%s` | %s | `%s` | %s → %s | %d | %s | %d MiB |\n"
        .formatted(
            topic,
            topic.key(),
            topic.value().getSimpleName(),
            names(topic.writers()),
            names(topic.readers()),
            settings.partitions(),
            kept(settings.cleanup(), settings.retention()),
            settings.maxRecordBytes() >> 20);
  }

  private static String names(Set<Service> services) {
    return services.stream()
        .sorted()
        .map(s -> s.name().toLowerCase(Locale.ROOT))
        .collect(joining(", "));
  }

  private static String kept(Cleanup cleanup, @Nullable Duration retention) {
    return switch (cleanup) {
      case COMPACT -> "compacted";
      case DELETE -> days(retention);
      case COMPACT_AND_DELETE -> "compacted, " + days(retention);
    };
  }

  private static String days(@Nullable Duration retention) {
    return retention == null ? "for ever" : retention.toDays() + " days";
  }
}
