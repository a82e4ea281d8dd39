package dev.uplink.processor.memory;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.uplink.processor.event.BitbucketEvent;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes a pending event as JSON. Such rows live for minutes; a version that adds a component must
 * read rows without it, and one that drops a component those with it.
 */
final class PendingText {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addMixIn(BitbucketEvent.class, Kinds.class)
          .build();

  private PendingText() {}

  static String write(Pending pending) {
    try {
      return JSON.writeValueAsString(pending);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Waiting read(String text) {
    try {
      @Nullable Pending pending = JSON.readValue(text, Pending.class);
      return pending == null ? unreadable(text, "it is null") : new Waiting.Event(pending);
    } catch (JsonProcessingException e) {
      return unreadable(text, e.getOriginalMessage());
    }
  }

  /** No matter what became of the rest, where it came from is looked for in its place. */
  private static Waiting.Unreadable unreadable(String text, String why) {
    JsonNode row = tree(text);
    JsonNode origin = row.path("origin");
    boolean known = origin.path("topic").isTextual() && origin.path("offset").isIntegralNumber();
    return new Waiting.Unreadable(
        text,
        row.path("deliveryId").textValue(),
        known
            ? new Pending.Origin(
                origin.path("topic").asText(),
                origin.path("partition").asInt(),
                origin.path("offset").asLong())
            : null,
        row.path("at").asLong() > 0 ? Instant.ofEpochMilli(row.path("at").asLong()) : null,
        why);
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** Names of kinds are kept in rows, so they outlive the names of classes. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = BitbucketEvent.Push.class, name = "push"),
    @JsonSubTypes.Type(value = BitbucketEvent.PullRequestChanged.class, name = "pull-request"),
    @JsonSubTypes.Type(value = BitbucketEvent.CommentAdded.class, name = "comment"),
    @JsonSubTypes.Type(value = BitbucketEvent.RepositoryRenamed.class, name = "renamed"),
    @JsonSubTypes.Type(value = BitbucketEvent.NothingToDecide.class, name = "nothing")
  })
  private interface Kinds {}
}
