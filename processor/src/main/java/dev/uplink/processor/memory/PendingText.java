package dev.uplink.processor.memory;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.uplink.processor.event.BitbucketEvent;
import java.io.UncheckedIOException;

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

  static Pending read(String text) {
    try {
      return JSON.readValue(text, Pending.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
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
