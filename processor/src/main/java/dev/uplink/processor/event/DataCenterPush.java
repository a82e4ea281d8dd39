package dev.uplink.processor.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.id.CommitSha;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where Bitbucket Data Center keeps what a push needs. */
final class DataCenterPush {
  private static final String NOTHING = "0".repeat(40);
  private static final String BRANCHES = DataCenterBody.BRANCHES;
  private static final String TAGS = "refs/tags/";

  private DataCenterPush() {}

  /** Empty when the body lacks what a push must have. */
  static Optional<List<RefChange>> changes(JsonNode body) {
    JsonNode changes = body.path("changes");
    // toCommit belongs to one change, and the body does not say to which.
    @Nullable CommitSha tagged =
        changes.size() == 1 ? Fields.commit(body.path("toCommit").path("id")) : null;
    return Fields.each(changes, DataCenterPush::isBranchOrTag, change -> change(change, tagged));
  }

  /** Notes and the like run nothing, and must not hold up the branches beside them. */
  private static boolean isBranchOrTag(JsonNode change) {
    String id = refId(change);
    return id.isEmpty() || id.startsWith(TAGS) || id.startsWith(BRANCHES);
  }

  private static String refId(JsonNode change) {
    String inRef = Fields.text(change.path("ref").path("id"));
    return inRef.isEmpty() ? Fields.text(change.path("refId")) : inRef;
  }

  private static Optional<RefChange> change(JsonNode change, @Nullable CommitSha tagged) {
    String id = refId(change);
    boolean deleted = isNothing(change.path("toHash")) || isDeletion(change.path("type"));
    @Nullable CommitSha from = existing(change.path("fromHash"));
    if (id.startsWith(TAGS)) {
      // Both hashes are tag objects of an annotated tag; only of the commit is a run.
      return Fields.ref(RefType.TAG, id.substring(TAGS.length()), from, tagged, deleted);
    }
    @Nullable CommitSha to = deleted ? null : existing(change.path("toHash"));
    if (!id.startsWith(BRANCHES) || (!deleted && to == null)) {
      return Optional.empty();
    }
    return Fields.ref(RefType.BRANCH, id.substring(BRANCHES.length()), from, to, deleted);
  }

  private static @Nullable CommitSha existing(JsonNode hash) {
    return isNothing(hash) ? null : Fields.commit(hash);
  }

  private static boolean isNothing(JsonNode hash) {
    return Fields.text(hash).equals(NOTHING);
  }

  private static boolean isDeletion(JsonNode type) {
    return Fields.text(type).equals("DELETE");
  }
}
