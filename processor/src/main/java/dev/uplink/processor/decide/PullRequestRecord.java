package dev.uplink.processor.decide;

import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.CommitSha;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a pull request from its events.
 *
 * @param head the last one heard of; null of a closed one whose end was all that was heard, with no
 *     more of it than a few digits
 * @param target the branch it goes to; null when no body said so
 */
public record PullRequestRecord(boolean open, @Nullable CommitSha head, @Nullable String target) {

  boolean isAt(CommitSha commit) {
    return commit.equals(head);
  }

  /**
   * Whether it is closed for good, so that whatever calls it open is late. Data Center's people can
   * open a declined one again, of which not every event may be heard.
   */
  boolean isOver(BitbucketProduct product) {
    return switch (product) {
      case CLOUD -> !open;
      case DATA_CENTER -> !open && head == null;
    };
  }
}
