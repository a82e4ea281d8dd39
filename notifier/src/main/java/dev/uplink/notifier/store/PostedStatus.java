package dev.uplink.notifier.store;

import dev.uplink.notifier.aggregate.Appearance;
import dev.uplink.notifier.aggregate.Board;
import dev.uplink.notifier.aggregate.Fork;
import dev.uplink.notifier.aggregate.Run;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.RunId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was last posted under a key.
 *
 * @param targetId whose individual status it is; null for a group's
 * @param run the run it shows; null for a group's
 * @param fork where the commit was then; null when it was in the repository itself
 */
public record PostedStatus(
    @Nullable String targetId,
    @Nullable RunId run,
    Appearance shown,
    @Nullable Fork fork,
    long revision) {

  /** A group's, as posted first. */
  public static PostedStatus of(Appearance shown, @Nullable Fork fork) {
    return new PostedStatus(null, null, shown, fork, 1);
  }

  /** A target's, as posted first. */
  public static PostedStatus of(Run run, Appearance shown, @Nullable Fork fork) {
    return new PostedStatus(run.target().id(), run.id(), shown, fork, 1);
  }

  /**
   * The revision grows only when Bitbucket would show something else, or has to show it elsewhere:
   * there no ref was posted yet. A pull request's source branch takes the place of what was.
   */
  public PostedStatus followedBy(PostedStatus next, Board board) {
    // Data Center keeps statuses of forks with the target, apart by their refs.
    boolean here =
        board.place().product() == BitbucketProduct.DATA_CENTER
            || Objects.equals(fork, next.fork());
    @Nullable String posted = here ? shown.refName() : next.shown().refName();
    @Nullable String sourceBranch = board.pullRequestRef();
    Appearance appearance = next.shown().under(sourceBranch == null ? posted : sourceBranch);
    boolean same = here && appearance.equals(shown);
    return new PostedStatus(
        next.targetId(), next.run(), appearance, next.fork(), same ? revision : revision + 1);
  }

  /** The same, but that it grows in any case: it has to be shown in one more repository. */
  public PostedStatus followedInMoreBy(PostedStatus next, Board board) {
    PostedStatus after = followedBy(next, board);
    return after.revision() > revision
        ? after
        : new PostedStatus(after.targetId, after.run, after.shown, after.fork, revision + 1);
  }
}
