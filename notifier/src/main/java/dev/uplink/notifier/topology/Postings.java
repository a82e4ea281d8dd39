package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.Appearance;
import dev.uplink.notifier.aggregate.Board;
import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.CheckGroup;
import dev.uplink.notifier.aggregate.Run;
import dev.uplink.notifier.aggregate.StatusLabel;
import dev.uplink.notifier.aggregate.Target;
import dev.uplink.notifier.store.PostedStatus;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was posted under which key, and what is to be posted now. */
final class Postings {
  private final StatusStores stores;
  private final Function<Board, String> pages;

  /**
   * @param pages where statuses of a commit lead that have no run to lead to
   */
  Postings(StatusStores stores, Function<Board, String> pages) {
    this.stores = stores;
    this.pages = pages;
  }

  StatusLabel label(Target target, Board board) {
    StatusLabel plain = StatusLabel.plain(target);
    @Nullable PostedStatus posted = stores.statuses().get(key(board, plain));
    boolean free = posted == null || target.id().equals(posted.targetId());
    return free ? plain : StatusLabel.withKind(target);
  }

  /** Whether the target's own status is about this run. */
  boolean isShown(Run run, Board board) {
    @Nullable PostedStatus posted = stores.statuses().get(key(board, run.label()));
    return posted != null && run.id().equals(posted.run());
  }

  void showIndividual(Run run, Board board, Instant at, Draft draft) {
    if (board.mode().individual()) {
      Appearance shown = Appearance.of(run, board, pages.apply(board));
      show(PostedStatus.of(run, shown), board, run.label(), at, draft);
    }
  }

  void showGroups(Board board, List<CheckGroup> groups, Instant at, Draft draft) {
    if (board.mode().aggregated() && !board.counting()) {
      for (CheckGroup group : groups) {
        Appearance shown = Appearance.of(group, board, pages.apply(board));
        show(PostedStatus.of(shown), board, StatusLabel.of(group), at, draft);
      }
    }
  }

  /** Posts nothing when Bitbucket would show the same as before. */
  private void show(PostedStatus first, Board board, StatusLabel label, Instant at, Draft draft) {
    String key = key(board, label);
    @Nullable PostedStatus before = stores.statuses().get(key);
    PostedStatus after = before == null ? first : before.followedBy(first);
    draft.put(stores.statuses(), key, after);
    if (before == null || after.revision() > before.revision()) {
      draft.say(
          new Step.Show(
              new BuildStatus(
                  board.place(), board.key(label), after.shown(), after.revision(), at)));
    }
  }

  private static String key(Board board, StatusLabel label) {
    return board.place().key() + "/" + board.key(label);
  }
}
