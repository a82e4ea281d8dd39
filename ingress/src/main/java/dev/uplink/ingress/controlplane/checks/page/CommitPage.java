package dev.uplink.ingress.controlplane.checks.page;

import dev.uplink.ingress.controlplane.checks.CheckState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit's page as its template needs it: everything worded, counted and cut, nothing escaped.
 *
 * @param pageId the last part of its address, to which its links are relative: whatever stands
 *     before it, a proxy may have put there
 * @param state of all runs together
 * @param summary of all runs together
 * @param active whether a run goes on, so that there will be more to see
 * @param shares of the runs that have each state, for the bar
 * @param listing if this is a piece of a list and not the overview
 */
record CommitPage(
    String pageId,
    Commit commit,
    CheckState state,
    String summary,
    boolean active,
    List<Share> shares,
    List<Group> groups,
    @Nullable Listing listing) {
  private static final int SHORT_SHA = 7;

  CommitPage {
    shares = List.copyOf(shares);
    groups = List.copyOf(groups);
  }

  String title() {
    return summary + " · " + commit.repository() + " " + commit.shortSha();
  }

  /**
   * The commit.
   *
   * @param repository {@code namespace/repository}
   * @param refNames branches it was pushed to, as far as the shown runs tell
   * @param url its page at Bitbucket, if that is known
   */
  record Commit(
      String repository,
      String sha,
      List<String> refNames,
      @Nullable String url,
      Moment lastChange) {
    Commit {
      refNames = List.copyOf(refNames);
    }

    String shortSha() {
      return sha.substring(0, Math.min(SHORT_SHA, sha.length()));
    }
  }

  /** A time for people, and for the script that shows it in theirs. */
  record Moment(String text, String iso) {
    static Moment of(Instant at) {
      return new Moment(Wording.time(at), at.truncatedTo(ChronoUnit.SECONDS).toString());
    }
  }

  /** A part of the bar, in its units. */
  record Share(CheckState state, String from, String width) {}

  /** Tracked, proposed or module runs. */
  record Group(String id, String title, CheckState state, String summary, List<Section> sections) {
    Group {
      sections = List.copyOf(sections);
    }
  }

  /**
   * The runs of a group that have one state.
   *
   * @param title {@code Successful runs (3 out of 4)}
   * @param more leads to all of them, where these are not all
   */
  record Section(String id, CheckState state, String title, List<Run> runs, @Nullable Link more) {
    Section {
      runs = List.copyOf(runs);
    }
  }

  /**
   * One run.
   *
   * @param id unique on the page, so that what has the focus can be found again
   * @param delta {@code (+2 ~0 -2)}; empty while that is not known
   * @param url its own page
   * @param note its phase, and of a module's run its kind; may be empty
   */
  record Run(
      String id,
      String slug,
      String delta,
      @Nullable String url,
      String text,
      String note,
      Moment changedAt) {}

  /** Relative to the page. */
  record Link(String text, String href) {}

  /** Where in a list this is. */
  record Listing(String place, Link overview, @Nullable Link previous, @Nullable Link next) {}
}
