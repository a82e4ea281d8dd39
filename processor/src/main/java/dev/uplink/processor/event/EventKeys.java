package dev.uplink.processor.event;

import static dev.uplink.processor.event.EventKind.Plain.COMMENT_ADDED;
import static dev.uplink.processor.event.EventKind.Plain.NOT_HANDLED;
import static dev.uplink.processor.event.EventKind.Plain.PUSH;
import static dev.uplink.processor.event.EventKind.Plain.REPOSITORY_CHANGED;
import static dev.uplink.processor.event.EventKind.Plain.UNKNOWN;
import static java.util.Map.entry;

import dev.uplink.processor.event.EventKind.PullRequestEvent;
import dev.uplink.schemas.id.BitbucketProduct;
import java.util.Map;

/**
 * The values of {@code X-Event-Key}, each product's own. Data Center's documentation names a few
 * that its servers do not send (pr:to_ref_updated, pr:reviewer:changes_requested) or send under
 * another name (proj:modified); they are known too.
 */
final class EventKeys {
  private static final Map<String, EventKind> CLOUD =
      Map.ofEntries(
          entry("repo:push", PUSH),
          entry("repo:updated", REPOSITORY_CHANGED),
          entry("repo:transfer", REPOSITORY_CHANGED),
          entry("repo:fork", NOT_HANDLED),
          entry("repo:created", NOT_HANDLED),
          entry("repo:deleted", NOT_HANDLED),
          entry("repo:imported", NOT_HANDLED),
          // Our own statuses and comments come back as events too.
          entry("repo:commit_comment_created", NOT_HANDLED),
          entry("repo:commit_status_created", NOT_HANDLED),
          entry("repo:commit_status_updated", NOT_HANDLED),
          pullRequest("pullrequest:created", PullRequestAction.OPENED),
          pullRequest("pullrequest:updated", PullRequestAction.UPDATED),
          pullRequest("pullrequest:push", PullRequestAction.SOURCE_UPDATED),
          pullRequest("pullrequest:approved", PullRequestAction.APPROVED),
          pullRequest("pullrequest:unapproved", PullRequestAction.UNAPPROVED),
          pullRequest("pullrequest:changes_request_created", PullRequestAction.CHANGES_REQUESTED),
          pullRequest("pullrequest:changes_request_removed", PullRequestAction.CHANGES_REQUESTED),
          pullRequest("pullrequest:fulfilled", PullRequestAction.MERGED),
          pullRequest("pullrequest:rejected", PullRequestAction.DECLINED),
          entry("pullrequest:comment_created", COMMENT_ADDED),
          entry("pullrequest:comment_updated", NOT_HANDLED),
          entry("pullrequest:comment_deleted", NOT_HANDLED),
          entry("pullrequest:comment_resolved", NOT_HANDLED),
          entry("pullrequest:comment_reopened", NOT_HANDLED),
          entry("issue:created", NOT_HANDLED),
          entry("issue:updated", NOT_HANDLED),
          entry("issue:comment_created", NOT_HANDLED),
          entry("project:updated", NOT_HANDLED),
          entry("pipeline:span_created", NOT_HANDLED));

  private static final Map<String, EventKind> DATA_CENTER =
      Map.ofEntries(
          entry("repo:refs_changed", PUSH),
          entry("repo:modified", REPOSITORY_CHANGED),
          entry("repo:forked", NOT_HANDLED),
          entry("repo:comment:added", NOT_HANDLED),
          entry("repo:comment:edited", NOT_HANDLED),
          entry("repo:comment:deleted", NOT_HANDLED),
          entry("repo:secret_detected", NOT_HANDLED),
          // Tells again what repo:refs_changed told.
          entry("mirror:repo_synchronized", NOT_HANDLED),
          entry("project:modified", NOT_HANDLED),
          entry("proj:modified", NOT_HANDLED),
          entry("diagnostics:ping", NOT_HANDLED),
          // Sent as well when a declined one is reopened.
          pullRequest("pr:opened", PullRequestAction.OPENED),
          pullRequest("pr:from_ref_updated", PullRequestAction.SOURCE_UPDATED),
          pullRequest("pr:to_ref_updated", PullRequestAction.UPDATED),
          pullRequest("pr:modified", PullRequestAction.EDITED),
          pullRequest("pr:merged", PullRequestAction.MERGED),
          pullRequest("pr:declined", PullRequestAction.DECLINED),
          pullRequest("pr:deleted", PullRequestAction.DELETED),
          pullRequest("pr:reviewer:updated", PullRequestAction.REVIEWERS_CHANGED),
          pullRequest("pr:reviewer:approved", PullRequestAction.APPROVED),
          pullRequest("pr:reviewer:unapproved", PullRequestAction.UNAPPROVED),
          pullRequest("pr:reviewer:needs_work", PullRequestAction.CHANGES_REQUESTED),
          pullRequest("pr:reviewer:changes_requested", PullRequestAction.CHANGES_REQUESTED),
          entry("pr:comment:added", COMMENT_ADDED),
          entry("pr:comment:edited", NOT_HANDLED),
          entry("pr:comment:deleted", NOT_HANDLED));

  private EventKeys() {}

  /** Exactly as written: Bitbucket's keys are all lower case, and a near miss is none of them. */
  static EventKind kindOf(BitbucketProduct product, String eventKey) {
    return switch (product) {
      case CLOUD -> CLOUD.getOrDefault(eventKey, UNKNOWN);
      case DATA_CENTER -> DATA_CENTER.getOrDefault(eventKey, UNKNOWN);
    };
  }

  private static Map.Entry<String, EventKind> pullRequest(String key, PullRequestAction action) {
    return entry(key, new PullRequestEvent(action));
  }
}
