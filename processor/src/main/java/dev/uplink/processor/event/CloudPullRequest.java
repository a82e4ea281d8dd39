package dev.uplink.processor.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Where Bitbucket Cloud keeps a pull request. Its hashes are abbreviated to 12 digits. */
final class CloudPullRequest {
  private static final Set<String> CLOSED = Set.of("MERGED", "DECLINED", "SUPERSEDED");

  private CloudPullRequest() {}

  /** Empty without a usable id. */
  static Optional<PullRequest> read(JsonNode pullRequest) {
    OptionalLong id = Fields.id(pullRequest.path("id"));
    if (id.isEmpty()) {
      return Optional.empty();
    }
    JsonNode destination = pullRequest.path("destination");
    return Optional.of(
        new PullRequest(
            id.getAsLong(),
            // States are added now and then; one that waits for its turn to be merged is open.
            !CLOSED.contains(Fields.text(pullRequest.path("state"))),
            pullRequest.path("draft").asBoolean(),
            source(pullRequest.path("source")),
            Fields.branch(destination.path("branch").path("name")),
            Fields.hash(destination.path("commit").path("hash")),
            null));
  }

  /** Of a fork that is deleted, {@code repository} is null. */
  private static PullRequest.Source source(JsonNode source) {
    return new PullRequest.Source(
        CloudBody.repository(source.path("repository")),
        Fields.branch(source.path("branch").path("name")),
        Fields.hash(source.path("commit").path("hash")));
  }
}
