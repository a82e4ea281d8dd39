package dev.uplink.processor.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where Bitbucket Data Center keeps a pull request. */
final class DataCenterPullRequest {
  private static final Set<String> CLOSED = Set.of("MERGED", "DECLINED");

  private DataCenterPullRequest() {}

  /** Empty without a usable id. */
  static Optional<PullRequest> read(JsonNode pullRequest) {
    OptionalLong id = Fields.id(pullRequest.path("id"));
    if (id.isEmpty()) {
      return Optional.empty();
    }
    JsonNode from = pullRequest.path("fromRef");
    JsonNode to = pullRequest.path("toRef");
    return Optional.of(
        new PullRequest(
            id.getAsLong(),
            isOpen(pullRequest),
            pullRequest.path("draft").asBoolean(),
            new PullRequest.Source(
                DataCenterBody.repository(from.path("repository")), branch(from), head(from)),
            branch(to),
            head(to),
            Fields.count(pullRequest.path("version"))));
  }

  /** The three say the same; any of them may be missing. */
  private static boolean isOpen(JsonNode pullRequest) {
    return !CLOSED.contains(Fields.text(pullRequest.path("state")))
        && pullRequest.path("open").asBoolean(true)
        && !pullRequest.path("closed").asBoolean(false);
  }

  /** Null for a tag. */
  private static @Nullable String branch(JsonNode ref) {
    String id = Fields.text(ref.path("id"));
    return id.startsWith(DataCenterBody.BRANCHES)
        ? Fields.branch(id.substring(DataCenterBody.BRANCHES.length()))
        : null;
  }

  private static @Nullable Hash head(JsonNode ref) {
    return Fields.hash(ref.path("latestCommit"));
  }
}
