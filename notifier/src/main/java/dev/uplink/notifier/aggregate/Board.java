package dev.uplink.notifier.aggregate;

import dev.uplink.schemas.id.BitbucketProduct;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One commit as one integration sees it. It counts its runs and does not list them.
 *
 * @param mode of the first decision of the commit; a later change of the integration's leaves
 *     statuses that are already there alone
 * @param plainKeys whether this integration was the first to claim the commit
 * @param pageId names the commit's page; cannot be guessed, so whoever has it may read it
 * @param where the commit is, as far as it is known
 * @param refName of the first decision, or of the one by which it was found where it is
 * @param pullRequestRef source branch of the last pull request that brought the commit, on Cloud,
 *     which finds statuses by it; null when none is known
 * @param counting whether a decision is being read in: until its last run, totals are not complete
 *     and a group might look finished that is not
 */
public record Board(
    CommitPlace place,
    Whereabouts where,
    String integrationSlug,
    Mode mode,
    boolean plainKeys,
    String pageId,
    @Nullable String refName,
    @Nullable String pullRequestRef,
    boolean counting,
    Tally tracked,
    Tally proposed,
    Tally modules,
    Instant changedAt) {

  public static Board first(Opening opening, boolean plainKeys, String pageId) {
    return new Board(
        opening.place(),
        opening.where(),
        opening.integrationSlug(),
        opening.mode(),
        plainKeys,
        pageId,
        opening.refName(),
        isFound(opening.place(), opening.ofPullRequest()) ? opening.refName() : null,
        true,
        Tally.EMPTY,
        Tally.EMPTY,
        Tally.EMPTY,
        opening.at());
  }

  public Tally tally(CheckGroup group) {
    return switch (group) {
      case TRACKED -> tracked;
      case PROPOSED -> proposed;
      case MODULES -> modules;
    };
  }

  /** Whether nothing ran, or was to run. */
  public boolean isEmpty() {
    return tracked.equals(Tally.EMPTY)
        && proposed.equals(Tally.EMPTY)
        && modules.equals(Tally.EMPTY);
  }

  public Board count(Run run) {
    CheckGroup group = run.kind().group();
    return with(group, tally(group).plus(run));
  }

  public Board uncount(Run run) {
    CheckGroup group = run.kind().group();
    return with(group, tally(group).minus(run));
  }

  /** With a page, for one of a version that had none. */
  public Board on(String page) {
    return new Board(
        place,
        where,
        integrationSlug,
        mode,
        plainKeys,
        page,
        refName,
        pullRequestRef,
        counting,
        tracked,
        proposed,
        modules,
        changedAt);
  }

  /** With the plain keys, for the integration that claims the commit after all. */
  public Board withPlainKeys() {
    return new Board(
        place,
        where,
        integrationSlug,
        mode,
        true,
        pageId,
        refName,
        pullRequestRef,
        counting,
        tracked,
        proposed,
        modules,
        changedAt);
  }

  /** Whether there is another repository to post to. On Data Center that is always the target's. */
  public boolean isElsewhere(Whereabouts now) {
    return place.product() == BitbucketProduct.CLOUD && !now.fork().equals(where.fork());
  }

  /**
   * Whether a fork is to be told as well, where nothing was posted yet, while the statuses stay
   * where they are.
   */
  public boolean isToldInMore(Whereabouts now) {
    return place.product() == BitbucketProduct.CLOUD
        && !isElsewhere(now)
        && where.alsoIn().isEmpty()
        && now.alsoIn().isPresent();
  }

  /**
   * When a decision says where the commit is. Where nothing was posted yet the first ref is that
   * decision's.
   *
   * @param ofPullRequest whether the ref is a pull request's source branch
   */
  public Board found(Whereabouts said, @Nullable String saidRef, boolean ofPullRequest) {
    Whereabouts now = said.after(where);
    // Another repository's branch means nothing where the statuses are.
    boolean brought =
        isFound(place, ofPullRequest) && saidRef != null && said.fork().equals(now.fork());
    @Nullable String sourceBranch = isElsewhere(now) ? null : pullRequestRef;
    return new Board(
        place,
        now,
        integrationSlug,
        mode,
        plainKeys,
        pageId,
        isElsewhere(now) ? saidRef : refName,
        brought ? saidRef : sourceBranch,
        counting,
        tracked,
        proposed,
        modules,
        changedAt);
  }

  public Board counting(boolean more, Instant now) {
    return new Board(
        place,
        where,
        integrationSlug,
        mode,
        plainKeys,
        pageId,
        refName,
        pullRequestRef,
        more,
        tracked,
        proposed,
        modules,
        now);
  }

  /** The ref that statuses of the commit are posted with where another has not been posted yet. */
  public @Nullable String ref() {
    return pullRequestRef == null ? refName : pullRequestRef;
  }

  /**
   * Cloud has one status of a key, and shows it at the pull request of its ref. Data Center has one
   * for each ref: under another the first would stay as it was.
   */
  private static boolean isFound(CommitPlace place, boolean ofPullRequest) {
    return ofPullRequest && place.product() == BitbucketProduct.CLOUD;
  }

  /** The label as this integration may use it. */
  StatusLabel own(StatusLabel label) {
    return plainKeys ? label : label.at(integrationSlug);
  }

  /** The key under which this integration posts a label. */
  public String key(StatusLabel label) {
    return own(label).key(place.product());
  }

  private Board with(CheckGroup group, Tally tally) {
    return new Board(
        place,
        where,
        integrationSlug,
        mode,
        plainKeys,
        pageId,
        refName,
        pullRequestRef,
        counting,
        group == CheckGroup.TRACKED ? tally : tracked,
        group == CheckGroup.PROPOSED ? tally : proposed,
        group == CheckGroup.MODULES ? tally : modules,
        changedAt);
  }
}
