package dev.uplink.processor.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.schemas.id.CommitSha;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A body of Bitbucket Cloud. */
record CloudBody(JsonNode json) implements EventBody {

  /** A pull request's too: it is the one the pull request goes to. */
  @Override
  public @Nullable RepositoryName repository() {
    return repository(json.path("repository"));
  }

  /** From {@code full_name}: {@code name} is a title, and {@code workspace} is often left out. */
  static @Nullable RepositoryName repository(JsonNode repository) {
    return named(repository.path("full_name"));
  }

  private static @Nullable RepositoryName named(JsonNode value) {
    String fullName = Fields.text(value);
    int slash = fullName.indexOf('/');
    return slash < 0
        ? null
        : Fields.repository(fullName.substring(0, slash), fullName.substring(slash + 1));
  }

  @Override
  public Optional<List<RefChange>> changes() {
    return CloudPush.changes(json);
  }

  @Override
  public Optional<PullRequest> pullRequest() {
    return CloudPullRequest.read(json.path("pullrequest"));
  }

  /** The key is all there is: bodies of an approval and of its removal look alike. */
  @Override
  public PullRequestAction action(PullRequestAction ofKey) {
    return ofKey;
  }

  @Override
  public @Nullable CommitSha previousHead() {
    return null;
  }

  @Override
  public Optional<Comment> comment() {
    JsonNode comment = json.path("comment");
    JsonNode author = comment.path("user");
    JsonNode actor = json.path("actor");
    return Fields.comment(
        comment.path("id"),
        comment.path("content").path("raw"),
        author.path("uuid"),
        author.path("account_id"),
        actor.path("uuid"),
        actor.path("account_id"));
  }

  @Override
  public Optional<Rename> rename() {
    JsonNode fullName = json.path("changes").path("full_name");
    return fullName.isObject()
        ? Rename.of(named(fullName.path("old")), named(fullName.path("new")))
        : Rename.of(previous(), repository());
  }

  /** Only a name that is a workspace's: a nickname is what its owner likes to be called. */
  private @Nullable RepositoryName previous() {
    @Nullable RepositoryName now = repository();
    String owner = Fields.text(json.path("previous_owner").path("username"));
    return now == null ? null : Fields.repository(owner, now.repository());
  }
}
