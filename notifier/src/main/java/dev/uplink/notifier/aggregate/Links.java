package dev.uplink.notifier.aggregate;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where statuses lead that have no run to lead to: a group's, and a target's whose run has no page.
 *
 * @param base under which the pages of commits are served; null leads to Bitbucket's own page
 */
public record Links(@Nullable URI base) {
  private static final String PAGES = "/checks/";

  /**
   * The page of a commit with all its runs, or Bitbucket's: where there are none, ours has nothing
   * to say, and the product may refuse it.
   */
  public String of(Board board, CommitPage bitbucket) {
    String page = base == null || board.isEmpty() ? null : base + PAGES + board.pageId();
    return CommitPage.usable(page, board.place().product())
        .orElseGet(() -> bitbucket.of(board.place(), board.where().fork().orElse(null)));
  }
}
