package dev.uplink.processor.decide;

import dev.uplink.processor.event.PullRequestAction;
import dev.uplink.schemas.id.BitbucketProduct;

/** What decisions make of each thing that can happen to a pull request. */
final class PullRequestActions {
  private PullRequestActions() {}

  /** How one that is closed came to be, in a word. */
  static String end(PullRequestAction action) {
    return switch (action) {
      case MERGED -> "merged";
      case DECLINED -> "declined";
      case DELETED -> "deleted";
      case OPENED,
          SOURCE_UPDATED,
          UPDATED,
          EDITED,
          RETARGETED,
          REVIEWERS_CHANGED,
          APPROVED,
          UNAPPROVED,
          CHANGES_REQUESTED ->
          "closed";
    };
  }

  /**
   * Data Center lets people open a declined one again. Where nothing is numbered only an opening is
   * believed: anything else may as well be late.
   */
  static boolean mayReopen(PullRequestAction action, BitbucketProduct product) {
    return action == PullRequestAction.OPENED && product == BitbucketProduct.DATA_CENTER;
  }

  /** Cloud says "updated" of new commits and of a new title alike. */
  static boolean isEdit(PullRequestAction action) {
    return switch (action) {
      case UPDATED, EDITED -> true;
      case OPENED,
          SOURCE_UPDATED,
          RETARGETED,
          REVIEWERS_CHANGED,
          APPROVED,
          UNAPPROVED,
          CHANGES_REQUESTED,
          MERGED,
          DECLINED,
          DELETED ->
          false;
    };
  }

  static boolean isReviewOnly(PullRequestAction action) {
    return switch (action) {
      case REVIEWERS_CHANGED, CHANGES_REQUESTED -> true;
      case OPENED,
          SOURCE_UPDATED,
          UPDATED,
          EDITED,
          RETARGETED,
          APPROVED,
          UNAPPROVED,
          MERGED,
          DECLINED,
          DELETED ->
          false;
    };
  }
}
