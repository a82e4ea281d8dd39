package dev.uplink.schemas.serde;

import dev.uplink.schemas.topic.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The topics' schemas as releases had them, {@code released/<version>/<subject>.avsc}: what a topic
 * must stay compatible with, and what a state store may hold still.
 */
public final class ReleasedSchemas {
  /** All releases, from the first on. */
  public static final List<String> VERSIONS = List.of("0.1.0");

  private ReleasedSchemas() {}

  /** The topic's schemas in each release that had it, the oldest first. */
  public static List<Schema> of(Topic<?> topic) {
    return VERSIONS.stream()
        .map(version -> "/released/" + version + "/" + topic.subject() + ".avsc")
        .map(ReleasedSchemas::find)
        .filter(Objects::nonNull)
        .toList();
  }

  private static @Nullable Schema find(String resource) {
    try (@Nullable InputStream text = ReleasedSchemas.class.getResourceAsStream(resource)) {
      return text == null ? null : new Schema.Parser().parse(text);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
