package dev.uplink.processor.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.schemas.id.CommitSha;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A body of Bitbucket Data Center. */
record DataCenterBody(String eventKey, JsonNode json) implements EventBody {
  static final String BRANCHES = "refs/heads/";

  private static final String PULL_REQUEST_EVENTS = "pr:";

  /**
   * A pull-request event is about its target's repository, also when it names another one beside:
   * the webhook's record is keyed by the same rule. That a repository was renamed is told of none.
   */
  @Override
  public @Nullable RepositoryName repository() {
    JsonNode own = json.path("repository");
    JsonNode target = json.path("pullRequest").path("toRef").path("repository");
    boolean targetFirst = eventKey.startsWith(PULL_REQUEST_EVENTS);
    return repository(
        targetFirst ? (target.isObject() ? target : own) : (own.isObject() ? own : target));
  }

  /** By slug: {@code name} is a title. */
  static @Nullable RepositoryName repository(JsonNode repository) {
    return Fields.repository(
        Fields.text(repository.path("project").path("key")), Fields.text(repository.path("slug")));
  }

  @Override
  public Optional<List<RefChange>> changes() {
    return DataCenterPush.changes(json);
  }

  @Override
  public Optional<PullRequest> pullRequest() {
    return DataCenterPullRequest.read(json.path("pullRequest"));
  }

  /** An edited one names its previous target, also when that is still its target. */
  @Override
  public PullRequestAction action(PullRequestAction ofKey) {
    String before = Fields.text(json.path("previousTarget").path("id"));
    String now = Fields.text(json.path("pullRequest").path("toRef").path("id"));
    return ofKey == PullRequestAction.EDITED && !before.isEmpty() && !before.equals(now)
        ? PullRequestAction.RETARGETED
        : ofKey;
  }

  /** Told when the source branch moved, of a fork too, whose pushes are told elsewhere. */
  @Override
  public @Nullable CommitSha previousHead() {
    @Nullable Hash before = Fields.hash(json.path("previousFromHash"));
    return before == null ? null : before.full().orElse(null);
  }

  @Override
  public Optional<Comment> comment() {
    JsonNode comment = json.path("comment");
    JsonNode author = comment.path("author");
    JsonNode actor = json.path("actor");
    return Fields.comment(
        comment.path("id"),
        comment.path("text"),
        author.path("name"),
        author.path("slug"),
        actor.path("name"),
        actor.path("slug"));
  }

  @Override
  public Optional<Rename> rename() {
    return Rename.of(repository(json.path("old")), repository(json.path("new")));
  }
}
