package dev.uplink.processor.event;

import dev.uplink.schemas.id.BitbucketProduct;
import java.util.Set;

/**
 * The values of {@code X-Event-Key}, each product's own. Data Center's documentation names a few
 * that its servers do not send (pr:to_ref_updated, pr:reviewer:changes_requested) or send under
 * another name (proj:modified); they are known too.
 */
final class EventKeys {
  private static final String CLOUD_PUSH = "repo:push";
  private static final String DATA_CENTER_PUSH = "repo:refs_changed";

  private static final Set<String> CLOUD =
      Set.of(
          "repo:fork",
          "repo:updated",
          "repo:transfer",
          "repo:created",
          "repo:deleted",
          "repo:imported",
          "repo:commit_comment_created",
          "repo:commit_status_created",
          "repo:commit_status_updated",
          "pullrequest:created",
          "pullrequest:updated",
          "pullrequest:approved",
          "pullrequest:unapproved",
          "pullrequest:changes_request_created",
          "pullrequest:changes_request_removed",
          "pullrequest:fulfilled",
          "pullrequest:rejected",
          "pullrequest:comment_created",
          "pullrequest:comment_updated",
          "pullrequest:comment_deleted",
          "pullrequest:comment_resolved",
          "pullrequest:comment_reopened",
          "pullrequest:push",
          "issue:created",
          "issue:updated",
          "issue:comment_created",
          "project:updated",
          "pipeline:span_created");

  private static final Set<String> DATA_CENTER =
      Set.of(
          "diagnostics:ping",
          "repo:modified",
          "repo:forked",
          "repo:comment:added",
          "repo:comment:edited",
          "repo:comment:deleted",
          "repo:secret_detected",
          "mirror:repo_synchronized",
          "project:modified",
          "proj:modified",
          "pr:opened",
          "pr:from_ref_updated",
          "pr:to_ref_updated",
          "pr:modified",
          "pr:merged",
          "pr:declined",
          "pr:deleted",
          "pr:reviewer:updated",
          "pr:reviewer:approved",
          "pr:reviewer:unapproved",
          "pr:reviewer:needs_work",
          "pr:reviewer:changes_requested",
          "pr:comment:added",
          "pr:comment:edited",
          "pr:comment:deleted");

  private EventKeys() {}

  static EventKind kindOf(BitbucketProduct product, String eventKey) {
    return switch (product) {
      case CLOUD -> kindOf(eventKey, CLOUD_PUSH, CLOUD);
      case DATA_CENTER -> kindOf(eventKey, DATA_CENTER_PUSH, DATA_CENTER);
    };
  }

  /** Exactly as written: Bitbucket's keys are all lower case, and a near miss is none of them. */
  private static EventKind kindOf(String eventKey, String push, Set<String> known) {
    if (eventKey.equals(push)) {
      return EventKind.PUSH;
    }
    return known.contains(eventKey) ? EventKind.NOT_HANDLED : EventKind.UNKNOWN;
  }
}
