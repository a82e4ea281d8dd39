package dev.uplink.notifier.aggregate;

import dev.uplink.schemas.id.BitbucketProduct;
import org.jspecify.annotations.Nullable;

/**
 * What Bitbucket shows under a key. Two equal ones need not be posted twice.
 *
 * @param url where it leads; empty while the host that people use is not known
 */
public record Appearance(
    String name, CheckState state, String description, String url, @Nullable String refName) {

  /** What a group's status looks like; it leads to the page that lists all runs of the commit. */
  public static Appearance of(CheckGroup group, Board board, String commitPage) {
    Tally tally = board.tally(group);
    StatusLabel label = board.own(StatusLabel.of(group));
    return of(label, tally.summary(), tally.description(), tally.state(), commitPage, board.ref());
  }

  /** What a target's own status looks like; it leads to the run, when that has a page. */
  public static Appearance of(Run run, Board board, String commitPage) {
    String url =
        CommitPage.usable(run.progress().url(), board.place().product()).orElse(commitPage);
    StatusLabel label = board.own(run.label());
    return of(label, run.text(), run.text(), run.check(), url, ref(run, board));
  }

  /**
   * What a test case's status looks like; it leads to the case, or else to where its run's does.
   */
  public static Appearance of(Run run, TestCase one, Board board, String commitPage) {
    BitbucketProduct product = board.place().product();
    String url =
        one.page(product)
            .or(() -> CommitPage.usable(run.progress().url(), product))
            .orElse(commitPage);
    StatusLabel label = board.own(run.label().of(one));
    return of(label, run.text(one), run.text(one), run.check(one), url, ref(run, board));
  }

  private static Appearance of(
      StatusLabel label,
      String text,
      String description,
      CheckState state,
      String url,
      @Nullable String refName) {
    String check = Lengths.cut(label.text(), Lengths.LABEL);
    return new Appearance(
        Lengths.cut(check + ": " + text, Lengths.NAME),
        state,
        Lengths.cut(description, Lengths.DESCRIPTION),
        url,
        refName);
  }

  /** A pull request's source branch goes before what was pushed. */
  private static @Nullable String ref(Run run, Board board) {
    @Nullable String sourceBranch = board.pullRequestRef();
    return sourceBranch == null ? run.refName() : sourceBranch;
  }

  /** The same with another ref, by which Data Center tells statuses apart. */
  public Appearance under(@Nullable String otherRefName) {
    return new Appearance(name, state, description, url, otherRefName);
  }
}
