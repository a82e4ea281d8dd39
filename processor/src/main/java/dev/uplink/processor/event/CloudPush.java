package dev.uplink.processor.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.id.CommitSha;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where Bitbucket Cloud keeps what a push needs. */
final class CloudPush {
  private CloudPush() {}

  /** Empty when the body lacks what a push must have. */
  static Optional<List<RefChange>> changes(JsonNode body) {
    return Fields.each(
        body.path("push").path("changes"), CloudPush::isBranchOrTag, CloudPush::change);
  }

  /** A ref of another kind runs nothing, and must not hold up the branches beside it. */
  private static boolean isBranchOrTag(JsonNode change) {
    String kind = Fields.text(ref(change).path("type"));
    return kind.isEmpty() || type(kind) != null;
  }

  private static JsonNode ref(JsonNode change) {
    return change.path(change.path("new").isObject() ? "new" : "old");
  }

  /** A created ref has no {@code old}, a deleted one no {@code new}. */
  private static Optional<RefChange> change(JsonNode change) {
    boolean deleted = !change.path("new").isObject();
    JsonNode ref = ref(change);
    @Nullable CommitSha to = deleted ? null : hash(ref);
    String name = Fields.text(ref.path("name"));
    @Nullable RefType type = type(Fields.text(ref.path("type")));
    if (type == null || !Fields.isRefName(name) || (!deleted && to == null)) {
      return Optional.empty();
    }
    boolean forced = change.path("forced").asBoolean();
    return Optional.of(new RefChange(type, name, hash(change.path("old")), to, deleted, forced));
  }

  /** On an annotated tag too this is the commit. */
  private static @Nullable CommitSha hash(JsonNode ref) {
    return Fields.commit(ref.path("target").path("hash"));
  }

  /** named_branch and bookmark are Mercurial's; bodies of that time are still replayed. */
  private static @Nullable RefType type(String type) {
    return switch (type) {
      case "branch", "named_branch", "bookmark" -> RefType.BRANCH;
      case "tag", "annotated_tag" -> RefType.TAG;
      default -> null;
    };
  }
}
