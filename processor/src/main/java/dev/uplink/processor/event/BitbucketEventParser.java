package dev.uplink.processor.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.processor.event.BitbucketEvent.CommentAdded;
import dev.uplink.processor.event.BitbucketEvent.NothingToDecide;
import dev.uplink.processor.event.BitbucketEvent.PullRequestChanged;
import dev.uplink.processor.event.BitbucketEvent.Push;
import dev.uplink.processor.event.BitbucketEvent.RepositoryRenamed;
import dev.uplink.processor.event.EventBody.Rename;
import dev.uplink.processor.event.ParseResult.Malformed;
import dev.uplink.processor.event.ParseResult.Understood;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.id.BitbucketProduct;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to event. Only what is needed is looked at: unknown fields, nulls, links and dates in any
 * format do no harm, because they change between versions of both products.
 */
public final class BitbucketEventParser {
  private BitbucketEventParser() {}

  public static ParseResult parse(BitbucketProduct product, String eventKey, byte[] body) {
    try {
      JsonNode json = JsonBody.read(body);
      EventBody of =
          switch (product) {
            case CLOUD -> new CloudBody(json);
            case DATA_CENTER -> new DataCenterBody(eventKey, json);
          };
      return new Understood(event(EventKeys.kindOf(product, eventKey), of));
    } catch (UnusableBodyException e) {
      return new Malformed(e.reason(), String.valueOf(e.getMessage()));
    }
  }

  private static BitbucketEvent event(EventKind kind, EventBody body) {
    return switch (kind) {
      case EventKind.Plain.UNKNOWN ->
          new NothingToDecide(body.repository(), IgnoredReason.EVENT_UNKNOWN);
      case EventKind.Plain.NOT_HANDLED ->
          new NothingToDecide(body.repository(), IgnoredReason.EVENT_NOT_HANDLED);
      case EventKind.Plain.REPOSITORY_CHANGED -> renamed(body);
      case EventKind.Plain.PUSH -> inRepository(body, in -> push(in, body.changes()));
      case EventKind.Plain.COMMENT_ADDED -> inRepository(body, in -> comment(in, body));
      case EventKind.PullRequestEvent(PullRequestAction action) ->
          inRepository(body, in -> pullRequest(in, body.action(action), body));
    };
  }

  private static BitbucketEvent inRepository(
      EventBody body, Function<RepositoryName, BitbucketEvent> read) {
    @Nullable RepositoryName repository = body.repository();
    return repository == null
        ? new NothingToDecide(null, IgnoredReason.REPOSITORY_UNKNOWN)
        : read.apply(repository);
  }

  /** One unreadable ref makes the whole push incomplete: half a push would look like a whole. */
  private static BitbucketEvent push(RepositoryName repository, Optional<List<RefChange>> changes) {
    if (changes.isEmpty()) {
      return incomplete(repository);
    }
    return changes.get().isEmpty()
        ? new NothingToDecide(repository, IgnoredReason.NO_CHANGES)
        : new Push(repository, changes.get());
  }

  private static BitbucketEvent pullRequest(
      RepositoryName repository, PullRequestAction action, EventBody body) {
    return body.pullRequest()
        .map(pullRequest -> action.ends() ? pullRequest.ended() : pullRequest)
        .<BitbucketEvent>map(
            known -> new PullRequestChanged(repository, action, known, body.previousHead()))
        .orElseGet(() -> incomplete(repository));
  }

  private static BitbucketEvent comment(RepositoryName repository, EventBody body) {
    Optional<PullRequest> pullRequest = body.pullRequest();
    Optional<Comment> comment = body.comment();
    return pullRequest.isPresent() && comment.isPresent()
        ? new CommentAdded(repository, pullRequest.get(), comment.get())
        : incomplete(repository);
  }

  private static BitbucketEvent renamed(EventBody body) {
    Optional<Rename> rename = body.rename();
    return rename.isPresent()
        ? new RepositoryRenamed(body.repository(), rename.get().from(), rename.get().to())
        : new NothingToDecide(body.repository(), IgnoredReason.EVENT_NOT_HANDLED);
  }

  private static NothingToDecide incomplete(RepositoryName repository) {
    return new NothingToDecide(repository, IgnoredReason.EVENT_INCOMPLETE);
  }
}
