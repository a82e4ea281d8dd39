package dev.uplink.processor.decide;

import dev.uplink.processor.event.PullRequest;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.CommitSha;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a pull request from its events.
 *
 * @param head the last one heard of; null of a closed one whose end was all that was heard, with no
 *     more of it than a few digits
 * @param source the branch it comes from; null of a fork's, and when no body said so
 * @param target the branch it goes to; null when no body said so
 * @param version the highest one heard of, as in {@link PullRequest#version}
 */
public record PullRequestRecord(
    boolean open,
    @Nullable CommitSha head,
    @Nullable String source,
    @Nullable String target,
    @Nullable Long version) {

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

  /** Whether what is told of it was so before what is known: another hook may tell it late. */
  boolean isNewerThan(@Nullable Long told) {
    return version != null && told != null && told < version;
  }

  /** Whether it was changed since what is known. */
  boolean isOlderThan(@Nullable Long told) {
    return version != null && told != null && told > version;
  }

  /**
   * What a body does not say is as it was known before.
   *
   * @param before null when nothing was known
   * @param source as told now
   */
  static PullRequestRecord after(
      @Nullable PullRequestRecord before,
      PullRequest told,
      @Nullable String source,
      boolean open,
      @Nullable CommitSha head) {
    if (before == null) {
      return new PullRequestRecord(open, head, source, told.target(), told.version());
    }
    return new PullRequestRecord(
        open,
        head,
        source == null ? before.source : source,
        told.target() == null ? before.target : told.target(),
        told.version() == null || before.isNewerThan(told.version())
            ? before.version
            : told.version());
  }
}
