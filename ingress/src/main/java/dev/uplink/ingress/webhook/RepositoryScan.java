package dev.uplink.ingress.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.id.BitbucketProduct;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the repository in a body and reads no further. Where a name occurs twice, the first counts.
 * Whether the rest of the body is sound is the processor's to say: here, what cannot be read merely
 * names no repository.
 */
final class RepositoryScan {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Names come from outside: Jackson forgets its own table of them when it has grown, the
          // JVM's would stay.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          // That table is everybody's: names one sender chose must not fail another's body.
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Limits.JSON_DEPTH)
                  .maxNameLength(Limits.WEBHOOK_BODY_BYTES)
                  .maxStringLength(Limits.WEBHOOK_BODY_BYTES)
                  .maxNumberLength(Limits.WEBHOOK_BODY_BYTES)
                  .build())
          .build();

  private static final String PULL_REQUEST_EVENTS = "pr:";

  private RepositoryScan() {}

  /** Never throws, whatever the bytes are. */
  static Optional<RepositoryName> find(byte[] body, BitbucketProduct product, String eventKey) {
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      return switch (product) {
        case CLOUD -> enter(json, "repository") ? fullName(json) : Optional.empty();
        case DATA_CENTER -> enterDataCenter(json, eventKey) ? keyAndSlug(json) : Optional.empty();
      };
    } catch (IOException notReadable) {
      return Optional.empty();
    }
  }

  /** Pull-request events have no repository of their own: the target's is meant. */
  private static boolean enterDataCenter(JsonParser json, String eventKey) throws IOException {
    return eventKey.startsWith(PULL_REQUEST_EVENTS)
        ? enter(json, "pullRequest") && enter(json, "toRef") && enter(json, "repository")
        : enter(json, "repository");
  }

  private static Optional<RepositoryName> fullName(JsonParser json) throws IOException {
    if (!moveTo(json, "full_name") || json.currentToken() != JsonToken.VALUE_STRING) {
      return Optional.empty();
    }
    String[] parts = json.getText().split("/", -1);
    return parts.length == 2 ? RepositoryName.of(parts[0], parts[1]) : Optional.empty();
  }

  /** The two come in either order. */
  private static Optional<RepositoryName> keyAndSlug(JsonParser json) throws IOException {
    @Nullable String key = null;
    @Nullable String slug = null;
    while ((key == null || slug == null) && json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("slug") && slug == null && value == JsonToken.VALUE_STRING) {
        slug = json.getText();
      } else if (field.equals("project") && key == null && value == JsonToken.START_OBJECT) {
        key = projectKey(json);
      } else {
        json.skipChildren();
      }
    }
    return key == null || slug == null ? Optional.empty() : RepositoryName.of(key, slug);
  }

  /** Leaves the parser at the end of the project. */
  private static @Nullable String projectKey(JsonParser json) throws IOException {
    @Nullable String key = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("key") && key == null && value == JsonToken.VALUE_STRING) {
        key = json.getText();
      } else {
        json.skipChildren();
      }
    }
    return key;
  }

  /** Moves from within an object into the object under the name. */
  private static boolean enter(JsonParser json, String name) throws IOException {
    return moveTo(json, name) && json.currentToken() == JsonToken.START_OBJECT;
  }

  /** Moves from within an object to the value under the name; false when there is none. */
  private static boolean moveTo(JsonParser json, String name) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = json.currentName().equals(name);
      json.nextToken();
      if (found) {
        return true;
      }
      json.skipChildren();
    }
    return false;
  }
}
